/* The inertia of a symmetric integer matrix, proved. */
#ifndef INERTIA_H
#define INERTIA_H

#include <stdint.h>
#include "point.h"

typedef struct {
  slong positive, negative, zero;
  const char *way; /* how it was proved */
} inertia;

inertia inertia_of(const hessian *h);

/*
 * Positive and negative eigenvalues of the n x n matrix s by floating point with error bounds. The result is the number of bits that were enough, 0 if none
 * were, or s is singular.
 */
int signature_by_floats(const int64_t *s, slong n, slong *positive, slong *negative);
/* The same for any n x n matrix by fraction-free elimination, which destroys s. */
void signature_exact(fmpz_mat_t s, slong *positive, slong *negative);

/* A symmetric matrix of rank r: pivots index an invertible r x r submatrix. */
typedef struct {
  slong rank;
  slong *pivot;
} pivots;

/* 0 where numbers are too large for this way. */
int rank_by_words(const int64_t *h, slong n, pivots *p);

#endif
