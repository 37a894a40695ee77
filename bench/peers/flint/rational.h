/* Rational matrices: integers over one positive common denominator. */
#ifndef RATIONAL_H
#define RATIONAL_H

#include <flint/fmpz_mat.h>

typedef struct {
  fmpz_mat_t num;
  fmpz_t den;
} qmat;

/* Every function initializes its first argument, except for the last two. */
void qmat_zero(qmat *a, slong rows, slong cols);
void qmat_copy(qmat *a, const qmat *b);
void qmat_identity(qmat *a, slong n);
void qmat_mul(qmat *c, const qmat *a, const qmat *b);
void qmat_transpose(qmat *c, const qmat *a);
void qmat_sub(qmat *c, const qmat *a, const qmat *b);
/* Divides out what denominator and entries have in common. */
void qmat_reduce(qmat *a);
void qmat_clear(qmat *a);

#endif
