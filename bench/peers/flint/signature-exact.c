#include "inertia.h"

static void swap_both(fmpz_mat_t s, slong i, slong j) {
  for (slong k = 0; k < s->r && i != j; k++) fmpz_swap(fmpz_mat_entry(s, i, k), fmpz_mat_entry(s, j, k));
  for (slong k = 0; k < s->r && i != j; k++) fmpz_swap(fmpz_mat_entry(s, k, i), fmpz_mat_entry(s, k, j));
}

/* Bareiss with diagonal pivots; where all that are left vanish, row j is added to row i, and column j to column i. */
void signature_exact(fmpz_mat_t s, slong *positive, slong *negative) {
  slong n = s->r;
  fmpz_t previous;
  fmpz_init_set_ui(previous, 1);
  *positive = *negative = 0;
  for (slong t = 0; t < n; t++) {
    slong best = -1, p = -1, q = -1;
    for (slong i = t; i < n; i++) {
      const fmpz *x = fmpz_mat_entry(s, i, i);
      if (!fmpz_is_zero(x) && (best < 0 || fmpz_cmpabs(x, fmpz_mat_entry(s, best, best)) < 0)) best = i;
    }
    for (slong i = t; i < n && best < 0 && p < 0; i++)
      for (slong j = t; j < i && p < 0; j++)
        if (!fmpz_is_zero(fmpz_mat_entry(s, i, j))) p = i, q = j;
    if (best < 0 && p < 0) break;
    if (best < 0) {
      for (slong k = t; k < n; k++) fmpz_add(fmpz_mat_entry(s, p, k), fmpz_mat_entry(s, p, k), fmpz_mat_entry(s, q, k));
      for (slong k = t; k < n; k++) fmpz_add(fmpz_mat_entry(s, k, p), fmpz_mat_entry(s, k, p), fmpz_mat_entry(s, k, q));
      best = p;
    }
    swap_both(s, t, best);
    const fmpz *pivot = fmpz_mat_entry(s, t, t);
    if (fmpz_sgn(pivot) == fmpz_sgn(previous)) ++*positive;
    else ++*negative;
    for (slong i = t + 1; i < n; i++)
      for (slong j = t + 1; j <= i; j++) {
        fmpz *x = fmpz_mat_entry(s, i, j);
        fmpz_mul(x, x, pivot);
        fmpz_submul(x, fmpz_mat_entry(s, i, t), fmpz_mat_entry(s, j, t));
        if (!fmpz_is_one(previous)) fmpz_divexact(x, x, previous);
      }
    for (slong i = t + 1; i < n; i++)
      for (slong j = t + 1; j < i; j++) fmpz_set(fmpz_mat_entry(s, j, i), fmpz_mat_entry(s, i, j));
    fmpz_set(previous, pivot);
  }
  fmpz_clear(previous);
}
