#include "rational.h"

void qmat_zero(qmat *a, slong rows, slong cols) {
  fmpz_mat_init(a->num, rows, cols);
  fmpz_init_set_ui(a->den, 1);
}

void qmat_copy(qmat *a, const qmat *b) {
  fmpz_mat_init_set(a->num, b->num);
  fmpz_init_set(a->den, b->den);
}

void qmat_identity(qmat *a, slong n) {
  qmat_zero(a, n, n);
  fmpz_mat_one(a->num);
}

void qmat_reduce(qmat *a) {
  fmpz_t g;
  fmpz_init(g);
  fmpz_mat_content(g, a->num);
  fmpz_gcd(g, g, a->den);
  if (!fmpz_is_one(g)) {
    fmpz_mat_scalar_divexact_fmpz(a->num, a->num, g);
    fmpz_divexact(a->den, a->den, g);
  }
  fmpz_clear(g);
}

void qmat_mul(qmat *c, const qmat *a, const qmat *b) {
  qmat_zero(c, a->num->r, b->num->c);
  fmpz_mat_mul(c->num, a->num, b->num);
  fmpz_mul(c->den, a->den, b->den);
  if (!fmpz_is_one(c->den)) qmat_reduce(c);
}

void qmat_transpose(qmat *c, const qmat *a) {
  qmat_zero(c, a->num->c, a->num->r);
  fmpz_mat_transpose(c->num, a->num);
  fmpz_set(c->den, a->den);
}

void qmat_sub(qmat *c, const qmat *a, const qmat *b) {
  fmpz_mat_t scaled;
  qmat_zero(c, a->num->r, a->num->c);
  fmpz_mat_init(scaled, a->num->r, a->num->c);
  fmpz_mat_scalar_mul_fmpz(c->num, a->num, b->den);
  fmpz_mat_scalar_mul_fmpz(scaled, b->num, a->den);
  fmpz_mat_sub(c->num, c->num, scaled);
  fmpz_mul(c->den, a->den, b->den);
  fmpz_mat_clear(scaled);
  qmat_reduce(c);
}

void qmat_clear(qmat *a) {
  fmpz_mat_clear(a->num);
  fmpz_clear(a->den);
}
