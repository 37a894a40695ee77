#include <stdlib.h>
#include <flint/fmpq.h>
#include "point.h"

/* One block (i, j), i >= j: at ((a,b),(c,e)) first_ac second_be + (i > j) outer_ae inner_bc, each product times its factor. */
typedef struct {
  qmat first, second, outer, inner;
  fmpq_t curvature, cross;
} block;

/* The content of a goes over to the factor, and its denominator. */
static void make_primitive(fmpq_t factor, qmat *a) {
  fmpz_t g;
  fmpz_init(g);
  fmpz_mat_content(g, a->num);
  if (!fmpz_is_zero(g)) fmpz_mat_scalar_divexact_fmpz(a->num, a->num, g);
  fmpq_mul_fmpz(factor, factor, g);
  fmpq_div_fmpz(factor, factor, a->den);
  fmpz_clear(g);
}

/* With AS = A_{i-1} S, and inner = W_{i-1} ... W_{j+1} for i > j. */
static void make_block(block *k, const products *q, const point *w, const qmat *AS, const qmat *inner, int i, int j) {
  qmat_mul(&k->first, &q->Bt[i], &q->B[j]);
  qmat_mul(&k->second, AS, &q->At[j - 1]);
  if (i > j) {
    qmat_mul(&k->outer, &q->BG[i], &q->At[j - 1]);
    qmat_copy(&k->inner, inner);
  } else {
    qmat_zero(&k->outer, w->width[i], w->width[j - 1]);
    qmat_zero(&k->inner, w->width[i - 1], w->width[j]);
  }
  fmpq_init(k->curvature);
  fmpq_init(k->cross);
  fmpq_one(k->curvature);
  fmpq_one(k->cross);
  make_primitive(k->curvature, &k->first);
  make_primitive(k->curvature, &k->second);
  make_primitive(k->cross, &k->outer);
  make_primitive(k->cross, &k->inner);
}

static void clear_block(block *k) {
  qmat_clear(&k->first);
  qmat_clear(&k->second);
  qmat_clear(&k->outer);
  qmat_clear(&k->inner);
  fmpq_clear(k->curvature);
  fmpq_clear(k->cross);
}

/* All factors times one positive number, so that they are coprime integers. */
static void make_integer(block *blocks, int count) {
  fmpq_t common;
  fmpq_init(common);
  for (int k = 0; k < count; k++) {
    fmpq_gcd(common, common, blocks[k].curvature);
    fmpq_gcd(common, common, blocks[k].cross);
  }
  for (int k = 0; k < count && !fmpq_is_zero(common); k++) {
    fmpq_div(blocks[k].curvature, blocks[k].curvature, common);
    fmpq_div(blocks[k].cross, blocks[k].cross, common);
  }
  fmpq_clear(common);
}

static slong bits(const qmat *a) { return labs(fmpz_mat_max_bits(a->num)); }

static int fits(const block *k) {
  return bits(&k->first) + bits(&k->second) + (slong)fmpz_bits(fmpq_numref(k->curvature)) <= 60 &&
         bits(&k->outer) + bits(&k->inner) + (slong)fmpz_bits(fmpq_numref(k->cross)) <= 60;
}

static int64_t *words(const qmat *a, int64_t factor) {
  slong rows = a->num->r, cols = a->num->c;
  int64_t *out = malloc((rows * cols + 1) * sizeof *out);
  for (slong i = 0; i < rows; i++)
    for (slong j = 0; j < cols; j++) out[i * cols + j] = factor * fmpz_get_si(fmpz_mat_entry(a->num, i, j));
  return out;
}

static void place_words(hessian *h, const block *k, slong top, slong left) {
  slong as = k->first.num->r, cs = k->first.num->c, bs = k->second.num->r, es = k->second.num->c;
  int64_t *first = words(&k->first, fmpz_get_si(fmpq_numref(k->curvature))), *second = words(&k->second, 1);
  int64_t *outer = words(&k->outer, fmpz_get_si(fmpq_numref(k->cross))), *inner = words(&k->inner, 1);
  for (slong a = 0; a < as; a++)
    for (slong b = 0; b < bs; b++) {
      int64_t *row = h->word + (top + a * bs + b) * h->n + left;
      for (slong c = 0; c < cs; c++) {
        int64_t x = first[a * cs + c], y = inner[b * cs + c];
        for (slong e = 0; e < es; e++) row[c * es + e] = x * second[b * es + e] + y * outer[a * es + e];
      }
    }
  free(first);
  free(second);
  free(outer);
  free(inner);
}

static void place_big(hessian *h, const block *k, slong top, slong left) {
  slong as = k->first.num->r, cs = k->first.num->c, bs = k->second.num->r, es = k->second.num->c;
  fmpz_t x;
  fmpz_init(x);
  for (slong a = 0; a < as; a++)
    for (slong b = 0; b < bs; b++)
      for (slong c = 0; c < cs; c++)
        for (slong e = 0; e < es; e++) {
          fmpz *at = fmpz_mat_entry(h->big, top + a * bs + b, left + c * es + e);
          fmpz_mul(at, fmpz_mat_entry(k->first.num, a, c), fmpz_mat_entry(k->second.num, b, e));
          fmpz_mul(at, at, fmpq_numref(k->curvature));
          fmpz_mul(x, fmpz_mat_entry(k->outer.num, a, e), fmpz_mat_entry(k->inner.num, b, c));
          fmpz_addmul(at, x, fmpq_numref(k->cross));
        }
  fmpz_clear(x);
}

static void mirror(hessian *h) {
  for (slong p = 0; p < h->n; p++)
    for (slong q = 0; q < p; q++) {
      if (h->word) h->word[q * h->n + p] = h->word[p * h->n + q];
      else fmpz_set(fmpz_mat_entry(h->big, q, p), fmpz_mat_entry(h->big, p, q));
    }
}

void make_hessian(hessian *h, const products *q, const point *w) {
  int H = w->H, count = H * (H + 1) / 2, at = 0, small = 1;
  slong offset[MOST_LAYERS + 2];
  block *blocks = malloc(count * sizeof *blocks);
  offset[1] = 0;
  for (int i = 1; i <= H; i++) offset[i + 1] = offset[i] + w->width[i] * w->width[i - 1];
  h->n = offset[H + 1];
  for (int i = 1; i <= H; i++) {
    qmat AS, inner, longer;
    qmat_mul(&AS, &q->A[i - 1], &q->S);
    qmat_identity(&inner, w->width[i - 1]);
    for (int j = i; j >= 1; j--) {
      make_block(&blocks[at + j - 1], q, w, &AS, &inner, i, j);
      if (j == i) continue;
      qmat_mul(&longer, &inner, &w->W[j]);
      qmat_clear(&inner);
      inner = longer;
    }
    at += i;
    qmat_clear(&AS);
    qmat_clear(&inner);
  }
  make_integer(blocks, count);
  for (int k = 0; k < count; k++) small = small && fits(&blocks[k]);
  h->word = small ? malloc((h->n * h->n + 1) * sizeof *h->word) : NULL;
  if (!small) fmpz_mat_init(h->big, h->n, h->n);
  at = 0;
  for (int i = 1; i <= H; i++)
    for (int j = 1; j <= i; j++, at++) {
      if (small) place_words(h, &blocks[at], offset[i], offset[j]);
      else place_big(h, &blocks[at], offset[i], offset[j]);
      clear_block(&blocks[at]);
    }
  mirror(h);
  free(blocks);
}

void clear_hessian(hessian *h) {
  if (h->word) free(h->word);
  else fmpz_mat_clear(h->big);
}
