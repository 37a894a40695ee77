#include "inertia.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Powers of two s_i with s_i |s_ij| s_j at most about 1. */
static void scale_rows(const int64_t *s, slong n, double *scale) {
  for (slong i = 0; i < n; i++) scale[i] = 1;
  for (int sweep = 0; sweep < 4; sweep++)
    for (slong i = 0; i < n; i++) {
      double most = 0;
      for (slong j = 0; j < n; j++) most = fmax(most, fabs((double)s[i * n + j]) * scale[j]);
      if (most * scale[i] > 0) scale[i] *= exp2(-rint(log2(most * scale[i]) / 2));
    }
}

/*
 * T with T A T^T nearly diag(+-1): Bunch and Parlett's symmetric elimination, with T = |D|^{-1/2} L^{-1} P accumulated along the way; a is destroyed.
 * The 2 x 2 pivots are diagonalized. 0 if a pivot is 0 or too small.
 */
static int factor(double *a, slong n, double *T) {
  char *done = calloc(n + 1, 1);
  int fine = 1;
  for (slong i = 0; i < n; i++)
    for (slong j = 0; j < n; j++) T[i * n + j] = i == j;
  for (slong left = n; left > 0 && fine;) {
    slong d = -1, p = -1, q = -1;
    double diagonal = -1, beside = -1;
    for (slong i = 0; i < n; i++) {
      if (done[i]) continue;
      if (fabs(a[i * n + i]) > diagonal) diagonal = fabs(a[i * n + i]), d = i;
      for (slong j = 0; j < i; j++)
        if (!done[j] && fabs(a[i * n + j]) > beside) beside = fabs(a[i * n + j]), p = i, q = j;
    }
    if (diagonal < 0.64 * beside) {
      /* A rotation by the angle that makes the 2 x 2 pivot diagonal, of the rows and columns p and q. */
      double theta = 0.5 * atan2(2 * a[p * n + q], (a[p * n + p] - a[q * n + q]));
      double c = cos(theta), s = sin(theta);
      for (slong j = 0; j < n; j++) {
        double x = a[p * n + j], y = a[q * n + j], u = T[p * n + j], v = T[q * n + j];
        a[p * n + j] = c * x + s * y, a[q * n + j] = c * y - s * x;
        T[p * n + j] = c * u + s * v, T[q * n + j] = c * v - s * u;
      }
      for (slong i = 0; i < n; i++) {
        double x = a[i * n + p], y = a[i * n + q];
        a[i * n + p] = c * x + s * y, a[i * n + q] = c * y - s * x;
      }
      d = fabs(a[p * n + p]) > fabs(a[q * n + q]) ? p : q;
    }
    double pivot = a[d * n + d];
    if (!(fabs(pivot) > 1e-200)) {
      fine = 0;
      break;
    }
    done[d] = 1, left--;
    for (slong i = 0; i < n; i++) {
      if (done[i] || a[i * n + d] == 0) continue;
      double f = a[i * n + d] / pivot;
      double *restrict row = a + i * n, *restrict own = T + i * n;
      const double *restrict from = a + d * n, *restrict base = T + d * n;
      for (slong j = 0; j < n; j++) row[j] -= f * from[j];
      for (slong j = 0; j < n; j++) own[j] -= f * base[j];
    }
    double norm = 1 / sqrt(fabs(pivot));
    for (slong j = 0; j < n; j++) T[d * n + j] *= norm;
  }
  free(done);
  return fine;
}

#define NUMBER double
#define NAME(f) f##_53
#define UNIT 0x1p-53
#define ABS fabs
#include "signature-by.h"
#undef NUMBER
#undef NAME
#undef UNIT
#undef ABS

#define NUMBER long double
#define NAME(f) f##_64
#define UNIT 0x1p-64
#define ABS fabsl
#include "signature-by.h"

int signature_by_floats(const int64_t *s, slong n, slong *positive, slong *negative) {
  size_t bytes = (n * n + 1) * sizeof(double);
  double *work = malloc(bytes), *T = malloc(bytes), *M = malloc(bytes), *better = malloc(bytes);
  double *scale = malloc((n + 1) * sizeof *scale);
  scale_rows(s, n, scale);
  for (slong i = 0; i < n; i++)
    for (slong j = 0; j < n; j++) work[i * n + j] = (double)s[i * n + j] * scale[i] * scale[j];
  int bits = 0;
  if (factor(work, n, T)) {
    if (congruence_53(s, scale, T, n, M, positive, negative)) bits = 53;
    /* What is left of an ill-conditioned matrix after a congruence is a better-conditioned one. */
    for (int round = 0; round < 3 && !bits; round++) {
      if (congruence_64(s, scale, T, n, M, positive, negative)) bits = 64;
      else if (factor(M, n, work)) {
        multiply_53(better, work, T, n);
        memcpy(T, better, bytes);
      } else break;
    }
  }
  free(work);
  free(T);
  free(M);
  free(better);
  free(scale);
  return bits;
}
