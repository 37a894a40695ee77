#include "inertia.h"
#include <stdlib.h>

static void select_words(fmpz_mat_t s, const hessian *h, const pivots *p) {
  for (slong i = 0; i < p->rank; i++)
    for (slong j = 0; j < p->rank; j++) fmpz_set_si(fmpz_mat_entry(s, i, j), h->word[p->pivot[i] * h->n + p->pivot[j]]);
}

/* Everything exactly: for small matrices, and for those that the quicker way does not manage. */
static inertia by_elimination(const hessian *h) {
  inertia found = {0, 0, 0, "elimination"};
  fmpz_mat_t s;
  fmpz_mat_init(s, h->n, h->n);
  if (h->word) {
    slong all = h->n;
    pivots p = {all, malloc((all + 1) * sizeof *p.pivot)};
    for (slong i = 0; i < all; i++) p.pivot[i] = i;
    select_words(s, h, &p);
    free(p.pivot);
  } else {
    fmpz_mat_set(s, h->big);
  }
  signature_exact(s, &found.positive, &found.negative);
  found.zero = h->n - found.positive - found.negative;
  fmpz_mat_clear(s);
  return found;
}

/* The inertia is that of an invertible principal submatrix of full rank, with zeros. */
inertia inertia_of(const hessian *h) {
  pivots p;
  if (!h->word || h->n <= 8 || !rank_by_words(h->word, h->n, &p)) return by_elimination(h);
  inertia found = {0, 0, h->n - p.rank, "53-bits"};
  slong r = p.rank;
  int64_t *core = malloc((r * r + 1) * sizeof *core);
  for (slong i = 0; i < r; i++)
    for (slong j = 0; j < r; j++) core[i * r + j] = h->word[p.pivot[i] * h->n + p.pivot[j]];
  int precision = signature_by_floats(core, r, &found.positive, &found.negative);
  if (precision == 64) found.way = "64-bits";
  if (precision == 0) {
    fmpz_mat_t s;
    fmpz_mat_init(s, r, r);
    select_words(s, h, &p);
    signature_exact(s, &found.positive, &found.negative);
    fmpz_mat_clear(s);
    found.way = "core-elimination";
  }
  free(core);
  free(p.pivot);
  return found;
}
