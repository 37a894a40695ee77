import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixed } from '../../properties/generators/mixed.ts';
import { isCritical, pointOf, type SquarePoint } from '../../src/decision/point.ts';
import { spectraAt } from '../../src/decision/step-4-full-rank.ts';
import { leadingEvidence, leadingForms, leastDiagonal } from '../../src/evidence/leading.ts';
import { proposeFit } from '../../src/evidence/spectra.ts';
import { inverse, rank } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { criticalInstance } from '../helpers/arbitraries.ts';
import { checkLeading } from '../helpers/evidence.ts';
import { holds } from '../helpers/property.ts';

const I = Matrix.identity;
const O = Matrix.zeros;
const M = Matrix.fromRows;
const critical = fc
  .oneof(mixed(), criticalInstance({ maxDepth: 4, invisible: 2, minEnds: 2 }))
  .map((it) => pointOf(it))
  .filter((p) => isCritical(p) && !p.G.isZero());

describe('the two forms', () => {
  test('are symmetric, and those of the definition, at critical points', () => {
    holds(
      critical.chain((p) => fc.tuple(fc.constant(p), fc.subarray([...Array(p.products.R.cols).keys()]))),
      ([p, columns]) => {
        const { products, instance, G } = p;
        const t = new Rational(5n, 3n);
        const { above, below } = leadingForms(p, columns, t);
        const { X } = instance;
        const chosen = products.R.select(undefined, columns);
        const seen = chosen.transpose().mul(products.R).mul(X);
        const gram = chosen.transpose().mul(chosen);
        return (
          above.equals(above.transpose()) &&
          below.equals(below.transpose()) &&
          above.equals(seen.mul(seen.transpose()).sub(gram.scale(t))) &&
          below.equals(X.mul(X.transpose()).scale(t).sub(G.transpose().mul(G)))
        );
      },
      { seed: 6501, runs: 80 },
    );
  });

  test('the least diagonal', () => {
    const matrices = [
      [3, 5],
      [4, 2],
    ].map(([a, b]) =>
      M([
        [a!, '1/2'],
        ['1/2', b!],
      ]),
    );
    expect(leastDiagonal(matrices).toRows()).toEqual([
      ['3', '1/2'],
      ['1/2', '2'],
    ]);
  });
});

describe('evidence for leading eigenvalues', () => {
  test('is found where they are fitted, and only there', () => {
    let [fitted, not, deficient, zero] = [0, 0, 0, 0];
    holds(
      critical,
      (p) => {
        const found = leadingEvidence(p, proposeFit(p)!);
        if (!spectraAt(p).separated) {
          not++;
          return found === undefined;
        }
        fitted++;
        if (rank(p.instance.X) < p.instance.X.rows) deficient++;
        if (p.rank === 0) zero++;
        return found !== undefined && checkLeading(found, p.instance);
      },
      { seed: 6502, runs: 130 },
    );
    expect(Math.min(fitted, not)).toBeGreaterThan(20);
    expect(Math.min(deficient, zero)).toBeGreaterThan(5);
  });

  test('from wrong proposals there is none, or a right one', () => {
    let [found, none] = [0, 0];
    const any = fc.oneof(fc.double(), fc.double({ min: 0, max: 20, noNaN: true }));
    holds(
      critical.chain((p) => fc.tuple(fc.constant(p), any, any, fc.subarray([...Array(p.products.R.cols).keys()]))),
      ([p, inside, outside, columns]) => {
        const proposed = { inside: p.rank === 0 ? undefined : inside, outside, columns };
        const evidence = leadingEvidence(p, proposed);
        if (evidence) found++;
        else none++;
        return evidence === undefined || checkLeading(evidence, p.instance);
      },
      { seed: 6503, runs: 200 },
    );
    expect(Math.min(found, none)).toBeGreaterThan(10);
  });

  const T = M([
    [1, 1],
    [0, 1],
  ]); // TTᵀ has the eigenvalues (3 ± √5)/2.
  const block = (a: Matrix, b: Matrix): Matrix => a.beside(O(a.rows, b.cols)).above(O(b.rows, a.cols).beside(b));
  const first = I(4).select([0, 1], undefined);
  const ofBlocks = (a: Matrix, b: Matrix) =>
    pointOf(makeInstance(I(4), block(a, b), [first.mul(block(a, b)), first.transpose()]));
  const evidenceAt = (p: SquarePoint) => leadingEvidence(p, proposeFit(p)!);

  test('a tie at a rational eigenvalue: the threshold is the eigenvalue', () => {
    const p = pointOf(makeInstance(I(2), I(2).scale(new Rational(2n, 3n)), [M([[0, '2/3']]), M([[0], [1]])]));
    const found = evidenceAt(p)!;
    expect(found.t).toBe('4/9');
    expect(checkLeading(found, p.instance)).toBe(true);
  });

  test.each<[string, boolean, Matrix, Matrix]>([
    ['all of an irrational spectrum above the other', true, T.scale(new Rational(3n)), T],
    ['the same irrational spectrum inside and outside', false, T, T],
    ['all of it below', false, T, T.scale(new Rational(3n))],
    ['a rational number above an irrational one', true, I(2).scale(new Rational(2n)), T],
    ['one between the two', false, I(2), T],
  ])('%s: %s', (_, expected, a, b) => {
    const p = ofBlocks(a, b);
    const found = evidenceAt(p);
    expect(found !== undefined).toBe(expected);
    if (found) expect(checkLeading(found, p.instance)).toBe(true);
  });

  test('r = 0: no columns, and any t above the spectrum', () => {
    const p = pointOf(makeInstance(I(2), T, [O(1, 2), O(2, 1)]));
    const found = evidenceAt(p)!;
    expect([found.columns, found.above]).toMatchObject([[], { index: [] }]);
    expect(checkLeading(found, p.instance)).toBe(true);
  });

  test('X of deficient rank: the form below is singular, and its proof has a kernel', () => {
    // The second input repeats the first.
    const p = pointOf(
      makeInstance(
        M([
          [1, 0],
          [1, 0],
          [0, 1],
        ]),
        M([
          [2, 0],
          [0, 1],
        ]),
        [M([[2, 0, 0]]), M([[1], [0]])],
      ),
    );
    const found = evidenceAt(p)!;
    expect(found.below).toMatchObject({ form: 'dominance', index: [0, 2] });
    expect(checkLeading(found, p.instance)).toBe(true);
  });

  test.each([3n, 12n, 20n, 40n])('columns of bad condition: dependent but for 10^−%s', (digits) => {
    // M = [1, 1; 0, ε] ⊕ 1, MX = diag(2, 2, 1): Σ = diag(4, 4, 1), and R = PM needs both columns.
    const epsilon = `1/${10n ** digits}`;
    const least = M([
      [1, 1, 0],
      [0, epsilon, 0],
      [0, 0, 1],
    ]);
    const Y = Matrix.diagonal([2n, 2n, 1n].map((x) => new Rational(x)));
    const kept = I(3).select([0, 1], undefined);
    const p = pointOf(makeInstance(inverse(least)!.mul(Y), Y, [kept.mul(least), kept.transpose()]));
    expect(isCritical(p)).toBe(true);
    const found = leadingEvidence(p, { inside: 4, outside: 1, columns: [0, 1] })!;
    expect(found.above.form).toBe(digits < 10n ? 'dominance' : 'sum-of-squares');
    expect(checkLeading(found, p.instance)).toBe(true);
  });

  test('proposed columns that are dependent, or too few, are replaced', () => {
    const Y = M([
      [2, 2, 0],
      [0, 0, 2],
      [0, 0, 0],
    ]);
    const kept = I(3).select([0, 1], undefined);
    const it = makeInstance(I(3).beside(O(3, 1)), Y.beside(O(3, 1)), [kept.mul(Y), kept.transpose()]);
    const other = makeInstance(
      it.X,
      Y.add(
        M([
          [0, 0, 0],
          [0, 0, 0],
          [1, -1, 0],
        ]),
      ).beside(O(3, 1)),
      it.weights,
    );
    const p = pointOf(other);
    expect([isCritical(p), p.G.isZero()]).toEqual([true, false]);
    const proposed = proposeFit(p)!;
    for (const columns of [[0, 1], [0], []]) {
      const found = leadingEvidence(p, { ...proposed, columns })!;
      expect(found.columns).toEqual([0, 2]);
      expect(checkLeading(found, other)).toBe(true);
    }
    expect(leadingEvidence(p, { ...proposed, columns: [1, 2] })!.columns).toEqual([1, 2]);
  });

  const tie = pointOf(makeInstance(I(2), I(2), [M([[0, 1]]), M([[0], [1]])]));
  test.each<[string, number | undefined, number]>([
    ['not a number outside', 1, Number.NaN],
    ['not a number inside', Number.NaN, 1],
    ['infinite', Number.POSITIVE_INFINITY, 1],
    ['negative outside', 1, -1],
    ['more outside than inside', 1, 2],
    ['both 0', 0, 0],
    ['at the end of the doubles', Number.MAX_VALUE, Number.MAX_VALUE],
    ['a threshold beyond the spectrum', 20, 10],
    ['a threshold below it', 0.2, 0.1],
  ])('no evidence from a proposal that is %s', (_, inside, outside) => {
    expect(leadingEvidence(tie, { inside, outside, columns: [1] })).toBeUndefined();
  });
});

describe('the check is not vacuous', () => {
  const p = pointOf(
    makeInstance(
      I(2),
      M([
        [2, 0],
        [0, 1],
      ]),
      [M([[2, 0]]), M([[1], [0]])],
    ),
  );
  const good = leadingEvidence(p, proposeFit(p)!)!;
  test.each<[string, Partial<typeof good>, string]>([
    ['another threshold', { t: '5' }, 'diagonal dominance'],
    ['t = 0', { t: '0' }, 't > 0'],
    ['a column that is 0', { columns: [1] }, 'the columns are a basis of col R'],
    ['no column', { columns: [] }, 'the columns are a basis of col R'],
    ['the proofs exchanged', { above: good.below, below: good.above }, 'index set'],
  ])('%s is rejected', (_, change, reason) => {
    expect(checkLeading(good, p.instance)).toBe(true);
    expect(() => checkLeading({ ...good, ...change }, p.instance)).toThrow(reason);
  });

  test('at a point that is not critical', () => {
    const other = makeInstance(p.instance.X, p.instance.Y, [M([[2, 1]]), M([[1], [0]])]);
    expect(() => checkLeading(good, other)).toThrow('RᵀG = 0');
  });
});
