/* A point of a deep linear network with its data, and what the question is answered from. */
#ifndef POINT_H
#define POINT_H

#include <stdint.h>
#include "rational.h"

#define MOST_LAYERS 64

typedef struct {
  int H;
  slong width[MOST_LAYERS + 1];
  qmat X, Y, W[MOST_LAYERS + 1]; /* W[1..H] */
} point;

typedef struct {
  qmat A[MOST_LAYERS + 1], At[MOST_LAYERS + 1]; /* A_i = W_i ... W_1, and its transpose */
  qmat B[MOST_LAYERS + 1], Bt[MOST_LAYERS + 1]; /* B_i = W_H ... W_{i+1}, and its transpose */
  qmat BG[MOST_LAYERS + 1];                     /* B_i^T G */
  qmat S, G;                                    /* XX^T and G = (RX - Y)X^T */
} products;

/* The Hessian times a positive number: n x n, in machine words where they hold it, otherwise in `big`. */
typedef struct {
  slong n;
  int64_t *word;  /* NULL if entries are larger than 2^61 */
  fmpz_mat_t big; /* initialized only then */
} hessian;

void make_products(products *q, const point *w);
void clear_products(products *q, const point *w);
int is_critical(const products *q, const point *w);
slong rank_of(const qmat *a);
void make_hessian(hessian *h, const products *q, const point *w);
void clear_hessian(hessian *h);

#endif
