/*
 * Rank and pivot columns of a symmetric matrix h of machine words. Modulo P the reduced row echelon form of the independent
 * rows is built row by row; its kernel vectors are written with small integers k (rational reconstruction), and h k = 0 is
 * proved: doubles with an error bound say |(h k)_i| < 2^63, and machine words say that (h k)_i = 0 modulo 2^64. So the rank is
 * at most that modulo P, and it is never less.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "inertia.h"
#include "modular.h"

/* x minus the combination of basis rows that clears their pivots. */
static void reduce_row(double *x, double **basis, const slong *pivot, slong rank, slong n) {
  double f[LANES], *rows[LANES], *factors = malloc((rank + 1) * sizeof *factors);
  int used = 0;
  for (slong k = 0; k < rank; k++) factors[k] = x[pivot[k]];
  for (slong k = 0; k < rank; k++) {
    if (factors[k] == 0) continue;
    f[used] = factors[k];
    rows[used++] = basis[k];
    if (used == LANES) {
      subtract8(x, f, rows, n);
      used = 0;
    }
  }
  for (int k = 0; k < used; k++) subtract1(x, f[k], rows[k], n);
  free(factors);
}

/* Numerator and denominator of a fraction equal to x modulo P, |numerator| <= 2^36, denominator < 2^12. */
static int reconstruct(double x, int64_t *num, int64_t *den) {
  int64_t r0 = (int64_t)P, r1 = ((int64_t)x % r0 + r0) % r0, t0 = 0, t1 = 1;
  while (r1 > INT64_C(1) << 36) {
    int64_t q = r0 / r1, r = r0 - q * r1, t = t0 - q * t1;
    r0 = r1, r1 = r, t0 = t1, t1 = t;
  }
  if (t1 > 1 << 12 || t1 < -(1 << 12) || t1 == 0) return 0;
  *num = t1 < 0 ? -r1 : r1;
  *den = t1 < 0 ? -t1 : t1;
  return 1;
}

/* The kernel vector of a column that is no pivot, in integers: den at the column, -den x on the pivots. */
static int kernel_vector(const double *x, slong rank, int64_t *k, int64_t *den) {
  int64_t num, d;
  *den = 1;
  for (slong i = 0; i < rank; i++) {
    double scaled = centred(times((double)*den, x[i]));
    if (fabs(scaled) <= 1 << 24) continue;
    if (!reconstruct(scaled, &num, &d)) return 0;
    *den *= d;
    if (*den > 1 << 24) return 0;
  }
  for (slong i = 0; i < rank; i++) {
    double scaled = centred(times((double)*den, x[i]));
    if (fabs(scaled) > (double)(INT64_C(1) << 40)) return 0;
    k[i] = -(int64_t)scaled;
  }
  return 1;
}

/*
 * h k = 0 for the vector with k on the pivots and den at `column`. Rows and columns of h have the pivots first; of the others
 * the rows from `column` on are enough, by symmetry.
 */
static int annihilates(const int64_t *h, const double *hd, const double *size, slong n, slong rank, slong column,
                       const int64_t *k, int64_t den, uint64_t *restrict sum, double *restrict near) {
  double weight = fabs((double)den) * size[column];
  for (int part = 0; part < 2; part++) {
    slong from = part ? column : 0, to = part ? n : rank;
    const int64_t *own = h + column * n;
    const double *ownd = hd + column * n;
    for (slong j = from; j < to; j++) {
      sum[j] = (uint64_t)den * (uint64_t)own[j];
      near[j] = (double)den * ownd[j];
    }
    for (slong i = 0; i < rank; i++) {
      if (k[i] == 0) continue;
      uint64_t f = (uint64_t)k[i];
      double d = (double)k[i];
      const int64_t *restrict row = h + i * n;
      const double *restrict rowd = hd + i * n;
      if (!part) weight += fabs(d) * size[i];
      for (slong j = from; j < to; j++) {
        sum[j] += f * (uint64_t)row[j];
        near[j] += d * rowd[j];
      }
    }
    /* Each of at most rank + 1 products and sums, and each entry of hd, is off by at most 2^-53 of the sum of absolute values. */
    double error = weight * (double)(rank + 4) * 0x1p-51;
    for (slong j = from; j < to; j++)
      if (sum[j] != 0 || !(fabs(near[j]) + error < 0x1p63)) return 0;
  }
  return 1;
}

static int prove_kernel(const int64_t *h, slong n, const pivots *p, double *const *basis) {
  slong rank = p->rank, free_count = 0;
  slong *order = malloc((n + 1) * sizeof *order);
  char *taken = calloc(n + 1, 1);
  for (slong i = 0; i < rank; i++) taken[order[i] = p->pivot[i]] = 1;
  for (slong j = 0; j < n; j++)
    if (!taken[j]) order[rank + free_count++] = j;
  int64_t *sorted = malloc((n * n + 1) * sizeof *sorted), *k = malloc((rank + 1) * sizeof *k), den;
  double *near = malloc((n * n + 1) * sizeof *near), *size = calloc(n + 1, sizeof *size);
  double *x = malloc((rank + 1) * sizeof *x), *sums = malloc((n + 1) * sizeof *sums);
  uint64_t *words = malloc((n + 1) * sizeof *words);
  for (slong i = 0; i < n; i++)
    for (slong j = 0; j < n; j++) {
      int64_t value = h[order[i] * n + order[j]];
      sorted[i * n + j] = value;
      near[i * n + j] = (double)value;
      if (fabs((double)value) > size[i]) size[i] = fabs((double)value);
    }
  int proved = 1;
  for (slong c = rank; c < n && proved; c++) {
    for (slong i = 0; i < rank; i++) x[i] = basis[i][order[c]];
    proved = kernel_vector(x, rank, k, &den) && annihilates(sorted, near, size, n, rank, c, k, den, words, sums);
  }
  free(order);
  free(taken);
  free(sorted);
  free(k);
  free(near);
  free(size);
  free(x);
  free(sums);
  free(words);
  return proved;
}

int rank_by_words(const int64_t *h, slong n, pivots *p) {
  double **basis = malloc((n + 1) * sizeof *basis), *row = malloc((n + 1) * sizeof *row);
  p->rank = 0;
  p->pivot = malloc((n + 1) * sizeof *p->pivot);
  /* The last column is a random combination of all: a row depends on the others where that entry does, which takes no full reduction to see. */
  double *mix = malloc((n + 1) * sizeof *mix);
  uint64_t state = 88172645463325252u;
  for (slong j = 0; j < n; j++) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    mix[j] = centred((double)(state >> 15));
  }
  double *combined = malloc((n + 1) * sizeof *combined), *factors = malloc((n + 1) * sizeof *factors);
  for (slong i = 0; i < n; i++) {
    residues(row, h + i * n, n);
    double last = product(row, mix, n);
    for (slong k = 0; k < p->rank; k++) factors[k] = row[p->pivot[k]];
    if (centred(last - product(factors, combined, p->rank)) == 0) continue;
    row[n] = last;
    double *next = malloc((n + 1) * sizeof *next);
    memcpy(next, row, (n + 1) * sizeof *next);
    reduce_row(next, basis, p->pivot, p->rank, n + 1);
    slong c = 0;
    while (c < n && next[c] == 0) c++;
    if (c == n) {
      free(next);
      continue;
    }
    double inverse = inverse_of(next[c]);
    for (slong j = 0; j <= n; j++) next[j] = centred(times(next[j], inverse));
    for (slong k = 0; k < p->rank; k++) {
      if (basis[k][c] != 0) subtract1(basis[k], basis[k][c], next, n + 1);
      combined[k] = basis[k][n];
    }
    combined[p->rank] = next[n];
    basis[p->rank] = next;
    p->pivot[p->rank++] = c;
  }
  int proved = prove_kernel(h, n, p, basis);
  for (slong k = 0; k < p->rank; k++) free(basis[k]);
  free(basis);
  free(row);
  free(mix);
  free(combined);
  free(factors);
  if (!proved) free(p->pivot);
  return proved;
}
