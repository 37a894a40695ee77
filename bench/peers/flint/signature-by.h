/*
 * A congruence by floating point with error bounds. Included twice, with NUMBER and NAME(f) for its functions, UNIT (half the distance from 1 to the next
 * number) and ABS.
 */

/* c = a b */
static void NAME(multiply)(NUMBER *restrict c, const NUMBER *restrict a, const NUMBER *restrict b, slong n) {
  for (slong i = 0; i < n; i++) {
    NUMBER *restrict row = c + i * n;
    for (slong j = 0; j < n; j++) row[j] = 0;
    for (slong k = 0; k < n; k++) {
      NUMBER f = a[i * n + k];
      if (f == 0) continue;
      for (slong j = 0; j < n; j++) row[j] += f * b[k * n + j];
    }
  }
}

/* out = |a| v or |a|^T v */
static void NAME(absolute)(NUMBER *out, const NUMBER *a, const NUMBER *v, slong n, int across) {
  for (slong i = 0; i < n; i++) out[i] = 0;
  for (slong i = 0; i < n; i++)
    for (slong j = 0; j < n; j++) out[across ? j : i] += ABS(a[i * n + j]) * v[across ? i : j];
}

/*
 * M = T A T^T for A = diag(scale) s diag(scale), with |M - TAT^T| <= 4(n + 4) UNIT |T||A||T^T|: rounding of A, and of two
 * products, with a factor to spare, as the bound is itself rounded. Strict diagonal dominance beyond that bound proves TAT^T,
 * and so T and s, invertible, and Sylvester gives the signature.
 */
static int NAME(congruence)(const int64_t *s, const double *scale, const double *T, slong n, double *M, slong *positive,
                            slong *negative) {
  size_t bytes = (n * n + 1) * sizeof(NUMBER);
  NUMBER *a = malloc(bytes), *t = malloc(bytes), *across = malloc(bytes), *work = malloc(bytes), *m = malloc(bytes);
  NUMBER *u = malloc((n + 1) * sizeof *u), *v = malloc((n + 1) * sizeof *v);
  int proved = 1;
  for (slong i = 0; i < n; i++) {
    u[i] = 1;
    for (slong j = 0; j < n; j++) {
      a[i * n + j] = (NUMBER)s[i * n + j] * scale[i] * scale[j];
      t[i * n + j] = across[j * n + i] = T[i * n + j];
    }
  }
  NAME(multiply)(work, t, a, n);
  NAME(multiply)(m, work, across, n);
  NAME(absolute)(v, t, u, n, 1);
  NAME(absolute)(u, a, v, n, 0);
  NAME(absolute)(v, t, u, n, 0);
  *positive = *negative = 0;
  for (slong i = 0; i < n; i++) {
    NUMBER others = 4 * (NUMBER)(n + 4) * UNIT * v[i] * 1.01 + 1e-250;
    for (slong j = 0; j < n; j++) {
      M[i * n + j] = (double)m[i * n + j];
      if (j != i) others += ABS(m[i * n + j]);
    }
    others *= 1 + 4 * (NUMBER)(n + 4) * UNIT;
    if (!(ABS(m[i * n + i]) > others)) proved = 0;
    else if (m[i * n + i] > 0) ++*positive;
    else ++*negative;
  }
  free(a);
  free(t);
  free(across);
  free(work);
  free(m);
  free(u);
  free(v);
  return proved;
}
