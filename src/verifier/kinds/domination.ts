/** One entry of the product near a point, bounded by the others: FORMAT.md, section 4.5. */
import { Matrix, range } from '../matrix.ts';
import type { Network } from '../network.ts';
import type { Place } from '../read.ts';
import { LIMITS } from '../result.ts';
import type { Reader } from './kind.ts';

export const dominations: Record<string, Reader> = {
  domination(place, net) {
    const f = place.fields('kind', 'j', 'row', 'col', 'common', 'multipliers');
    return readDomination(place, net, f.j.natural(1, net.H - 1));
  },
};

/** c times the product of the variables with these indices, which do not decrease. */
interface Term {
  readonly c: Matrix;
  readonly of: readonly number[];
}

/** Of a product of two terms, against one multiplication. */
const TERM = 128;

/**
 * From the fields `row`, `col`, `common`, `multipliers` of the place. The check: R = 0, and c·R′_kl = Σ q_ab·R′_ab as polynomials in the
 * entries of α and β, where R′ = (B_j + β)(A_j + α), c has the constant term 1 and each q_ab the constant term 0.
 */
export function readDomination(place: Place, net: Network, j: number): () => void {
  const [inputs, hidden, outputs] = [net.X.rows, net.widths[j]!, net.Y.rows];
  const polynomial = (of: Place) => readPolynomial(of, hidden * (inputs + outputs), hidden);
  const [row, col] = [place.field('row').natural(0, outputs - 1), place.field('col').natural(0, inputs - 1)];
  const common = polynomial(place.field('common'));
  let next = 0;
  const multipliers = place
    .field('multipliers')
    .list()
    .map((entry) => {
      const f = entry.fields('row', 'col', 'q');
      const [a, b] = [f.row.natural(0, outputs - 1), f.col.natural(0, inputs - 1)];
      const position = a * inputs + b;
      entry.demand(position >= next && position !== row * inputs + col, 'RANGE', 'not sorted, or the entry itself');
      next = position + 1;
      entry.charge(4 * hidden * TERM);
      return { a, b, q: polynomial(f.q), place: f.q };
    });

  return () => {
    place.demand(net.R().isZero, 'MINIMUM', 'R is not zero');
    place.field('common').demand(constantTerm(common)?.isIdentity === true, 'MINIMUM', 'the constant term is not 1');
    for (const { q, place } of multipliers) place.demand(!constantTerm(q), 'MINIMUM', 'the constant term is not 0');
    const [B, A] = [net.product(net.H, j), net.product(j, 0)];
    /** R′_ab, α row by row before β row by row. */
    const moved = (a: number, b: number): Term[] =>
      range(hidden).flatMap((s) => {
        const [x, y] = [Matrix.rational(B.at(a, s), B.den), Matrix.rational(A.at(s, b), A.den)];
        const [alpha, beta] = [s * inputs + b, hidden * inputs + a * hidden + s];
        const linear = [
          { c: x.times(y), of: [] },
          { c: x, of: [alpha] },
          { c: y, of: [beta] },
        ];
        return [...linear, { c: Matrix.rational(1n), of: [alpha, beta] }];
      });
    const sum = new Map<string, Matrix>();
    const add = (q: readonly Term[], entry: readonly Term[], sign: bigint) => {
      for (const x of q) {
        for (const y of entry) {
          const key = [...x.of, ...y.of].sort((p, q) => p - q).join();
          sum.set(key, (sum.get(key) ?? Matrix.rational(0n)).plus(x.c.times(y.c), sign));
        }
      }
    };
    add(common, moved(row, col), 1n);
    for (const { a, b, q } of multipliers) add(q, moved(a, b), -1n);
    const vanishes = [...sum.values()].every((c) => c.isZero);
    place.demand(vanishes, 'MINIMUM', 'c·R′_kl is not Σ q_ab·R′_ab');
  };
}

const constantTerm = (terms: readonly Term[]): Matrix | undefined => terms.find(({ of }) => of.length === 0)?.c;

/** Terms in increasing order: shorter products first, then by the first index that differs. */
function readPolynomial(place: Place, variables: number, hidden: number): Term[] {
  let last = '';
  return place.list().map((term) => {
    const f = term.fields('c', 'of');
    const c = f.c.rational();
    f.c.demand(!c.isZero, 'RANGE', 'zero term in a polynomial');
    const factors = f.of.list();
    f.of.demand(factors.length <= LIMITS.power, 'LIMIT', `a product of more than ${LIMITS.power} variables`);
    let least = 0;
    const of = factors.map((index) => {
      least = index.natural(least, variables - 1);
      return least;
    });
    const key = [of.length, ...of].map((n) => String(n).padStart(6, '0')).join();
    term.demand(key > last, 'RANGE', 'terms not sorted');
    last = key;
    place.charge(4 * hidden * (of.length + TERM));
    return { c, of };
  });
}
