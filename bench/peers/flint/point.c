#include <flint/nmod_mat.h>
#include "point.h"

void make_products(products *q, const point *w) {
  int H = w->H;
  qmat Xt, fit, target;
  qmat_identity(&q->A[0], w->width[0]);
  for (int i = 1; i <= H; i++) qmat_mul(&q->A[i], &w->W[i], &q->A[i - 1]);
  qmat_identity(&q->B[H], w->width[H]);
  for (int i = H - 1; i >= 0; i--) qmat_mul(&q->B[i], &q->B[i + 1], &w->W[i + 1]);
  qmat_transpose(&Xt, &w->X);
  qmat_mul(&q->S, &w->X, &Xt);
  qmat_mul(&fit, &q->A[H], &q->S);
  qmat_mul(&target, &w->Y, &Xt);
  qmat_sub(&q->G, &fit, &target);
  for (int i = 0; i <= H; i++) {
    qmat_transpose(&q->At[i], &q->A[i]);
    qmat_transpose(&q->Bt[i], &q->B[i]);
    qmat_mul(&q->BG[i], &q->Bt[i], &q->G);
  }
  qmat_clear(&Xt);
  qmat_clear(&fit);
  qmat_clear(&target);
}

void clear_products(products *q, const point *w) {
  for (int i = 0; i <= w->H; i++) {
    qmat_clear(&q->A[i]);
    qmat_clear(&q->At[i]);
    qmat_clear(&q->B[i]);
    qmat_clear(&q->Bt[i]);
    qmat_clear(&q->BG[i]);
  }
  qmat_clear(&q->S);
  qmat_clear(&q->G);
}

int is_critical(const products *q, const point *w) {
  for (int i = 1; i <= w->H; i++) {
    qmat gradient;
    qmat_mul(&gradient, &q->BG[i], &q->At[i - 1]);
    int zero = fmpz_mat_is_zero(gradient.num);
    qmat_clear(&gradient);
    if (!zero) return 0;
  }
  return 1;
}

/* A full rank modulo a prime is the rank; otherwise fraction-free elimination decides. */
slong rank_of(const qmat *a) {
  slong full = FLINT_MIN(a->num->r, a->num->c);
  nmod_mat_t m;
  nmod_mat_init(m, a->num->r, a->num->c, UWORD(4611686018427387847));
  fmpz_mat_get_nmod_mat(m, a->num);
  slong rank = nmod_mat_rank(m);
  nmod_mat_clear(m);
  return rank == full ? full : fmpz_mat_rank(a->num);
}
