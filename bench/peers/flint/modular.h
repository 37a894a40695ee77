/* Arithmetic modulo a prime below 2^50 in doubles, without rounding errors. */
#ifndef MODULAR_H
#define MODULAR_H

#include <math.h>
#include <stdint.h>
#include <flint/flint.h>

#define P 1125899906842597.0 /* the largest prime below 2^50 */
#define INVERSE (1.0 / P)
#define LANES 8

/* a b modulo P, |result| <= 0.6 P: a, b are at most P/2 + 1 in absolute value, so that everything below is exact. */
static inline double times(double a, double b) {
  double high = a * b, low = fma(a, b, -high), q = rint(high * INVERSE);
  return fma(-q, P, high) + low;
}

/* Representative between -P/2 and P/2 of an integer below 2^53. */
static inline double centred(double a) { return fma(-rint(a * INVERSE), P, a); }

static inline double inverse_of(double a) {
  double x = 1, base = centred(a);
  for (uint64_t e = (uint64_t)P - 2; e; e >>= 1, base = centred(times(base, base)))
    if (e & 1) x = centred(times(x, base));
  return x;
}

static inline void residues(double *restrict out, const int64_t *restrict a, slong n) {
  const double split = 0x1p32;
  for (slong j = 0; j < n; j++) {
    double high = (double)(a[j] >> 32), low = (double)(a[j] & INT64_C(0xffffffff));
    out[j] = centred(times(high, split) + low);
  }
}

/* Scalar product modulo P. */
static inline double product(const double *a, const double *b, slong n) {
  double sum[LANES] = {0}, all = 0;
  slong j = 0;
  for (; j + LANES <= n; j += LANES)
    for (int t = 0; t < LANES; t++) sum[t] = centred(sum[t] + times(a[j + t], b[j + t]));
  for (; j < n; j++) all = centred(all + times(a[j], b[j]));
  for (int t = 0; t < LANES; t++) all = centred(all + sum[t]);
  return all;
}

/* x -= f_0 b_0 + ... + f_7 b_7, rows of length n. */
static inline void subtract8(double *restrict x, const double *f, double *const *b, slong n) {
  const double *restrict b0 = b[0], *restrict b1 = b[1], *restrict b2 = b[2], *restrict b3 = b[3];
  const double *restrict b4 = b[4], *restrict b5 = b[5], *restrict b6 = b[6], *restrict b7 = b[7];
  double f0 = f[0], f1 = f[1], f2 = f[2], f3 = f[3], f4 = f[4], f5 = f[5], f6 = f[6], f7 = f[7];
  for (slong j = 0; j < n; j++) {
    double s = centred(times(f0, b0[j]) + times(f1, b1[j]) + times(f2, b2[j]) + times(f3, b3[j]));
    double t = centred(times(f4, b4[j]) + times(f5, b5[j]) + times(f6, b6[j]) + times(f7, b7[j]));
    x[j] = centred(x[j] - s - t);
  }
}

static inline void subtract1(double *restrict x, double f, const double *restrict b, slong n) {
  for (slong j = 0; j < n; j++) x[j] = centred(x[j] - times(f, b[j]));
}

#endif
