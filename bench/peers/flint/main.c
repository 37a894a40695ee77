/*
 * The class of points of deep linear networks by the exact inertia of the Hessian: flint FILE LEAST. FILE is written by
 * bench/text.ts. Each instance is repeated for at least LEAST milliseconds; a line for each is "index class rank positive
 * negative zero milliseconds way", the time being CPU time, the inertia 0 0 0 where the gradient or G answers. flint --version
 * prints that of the library.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "inertia.h"

static char token[1 << 16];

static const char *next(FILE *file) {
  if (fscanf(file, "%65535s", token) != 1) {
    fprintf(stderr, "the file of instances ends early\n");
    exit(2);
  }
  return token;
}

static void read_matrix(qmat *a, slong rows, slong cols, FILE *file) {
  qmat_zero(a, rows, cols);
  fmpz_set_str(a->den, next(file), 10);
  for (slong i = 0; i < rows; i++)
    for (slong j = 0; j < cols; j++) fmpz_set_str(fmpz_mat_entry(a->num, i, j), next(file), 10);
}

static void read_point(point *w, FILE *file) {
  w->H = atoi(next(file));
  for (int i = 0; i <= w->H; i++) w->width[i] = atol(next(file));
  slong samples = atol(next(file));
  read_matrix(&w->X, w->width[0], samples, file);
  read_matrix(&w->Y, w->width[w->H], samples, file);
  for (int h = 1; h <= w->H; h++) read_matrix(&w->W[h], w->width[h], w->width[h - 1], file);
}

/* CPU time, which does not count what other programs do. */
static double milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static const char *classify(const point *w, slong *rank, inertia *found) {
  products q;
  const char *class;
  slong d = w->width[0];
  for (int i = 1; i <= w->H; i++) d = FLINT_MIN(d, w->width[i]);
  make_products(&q, w);
  *rank = rank_of(&q.A[w->H]);
  *found = (inertia){0, 0, 0, "-"};
  if (!is_critical(&q, w)) {
    class = "not-critical";
  } else if (fmpz_mat_is_zero(q.G.num)) {
    class = "global-minimizer";
  } else {
    hessian h;
    make_hessian(&h, &q, w);
    *found = inertia_of(&h);
    clear_hessian(&h);
    class = found->negative > 0 ? "strict-saddle" : *rank < d ? "non-strict-saddle" : "global-minimizer";
  }
  clear_products(&q, w);
  return class;
}

int main(int argc, char **argv) {
  if (argc == 2 && !strcmp(argv[1], "--version")) return puts(FLINT_VERSION) < 0;
  if (argc != 3) {
    fprintf(stderr, "usage: flint FILE LEAST\n");
    return 2;
  }
  /* Memory that has been used once stays with the program, so that not every instance pays for new pages. */
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  FILE *file = fopen(argv[1], "r");
  if (!file) {
    perror(argv[1]);
    return 2;
  }
  int count = atoi(next(file));
  double least = atof(argv[2]);
  point *points = malloc((count + 1) * sizeof *points);
  for (int k = 0; k < count; k++) read_point(&points[k], file);
  fclose(file);
  for (int k = 0; k < count; k++) {
    slong rank;
    inertia found;
    const char *class;
    int times = 0;
    double start = milliseconds(), spent;
    do {
      class = classify(&points[k], &rank, &found);
      times++;
      spent = milliseconds() - start;
    } while (spent < least);
    printf("%d %s %ld %ld %ld %ld %.6f %s\n", k, class, rank, found.positive, found.negative, found.zero, spent / times,
           found.way);
  }
  return 0;
}
