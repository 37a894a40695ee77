import { describe, expect, test } from 'vitest';
import { dominatedPoint } from '../../properties/lu-kawaguchi-2017/dominated-point.ts';
import { domination } from '../../src/evidence/domination.ts';
import type { Domination, Polynomial } from '../../src/evidence/evidence.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { depth, type Network, partialProducts } from '../../src/network/network.ts';
import { holds, must } from '../helpers/property.ts';

const net = (...rows: (string | number)[][][]): Network => {
  const weights = rows.map((r) => Matrix.fromRows(r));
  return { weights, widths: [weights[0]!.cols, ...weights.map((w) => w.rows)] };
};

/** The identity of FORMAT.md, 4.5, at one α and β: not a proof, but another way to evaluate it. */
function checkAt(net: Network, j: number, e: Domination, value: (index: number) => Rational): void {
  const { A, B } = partialProducts(net);
  const [hidden, inputs] = [A[j]!.rows, A[j]!.cols];
  const at = (p: Polynomial) =>
    p.reduce(
      (sum, { c, of }) => sum.add(of.reduce((product, i) => product.mul(value(i)), Rational.parse(c))),
      Rational.zero,
    );
  const alpha = Matrix.of(hidden, inputs, (i, k) => value(i * inputs + k));
  const beta = Matrix.of(B[j]!.rows, hidden, (i, k) => value(hidden * inputs + i * hidden + k));
  const R = B[j]!.add(beta).mul(A[j]!.add(alpha));
  const right = e.multipliers.reduce((sum, { row, col, q }) => sum.add(at(q).mul(R.entry(row, col))), Rational.zero);
  must(at(e.common).mul(R.entry(e.row, e.col)).equals(right), 'c·R′_kl = Σ q_ab·R′_ab');
}

function check(net: Network, j: number, e: Domination): true {
  const constant = (p: Polynomial) => p.find(({ of }) => of.length === 0)?.c;
  must(constant(e.common) === '1', 'c has the constant term 1');
  must(
    e.multipliers.every(({ q }) => constant(q) === undefined),
    'q has none',
  );
  for (const seed of range(5))
    checkAt(net, j, e, (i) => new Rational(BigInt(((i + 1) * (7 + 4 * seed)) % 11) - 5n, 3n));
  return true;
}

describe('domination', () => {
  test('every point of the generator has one, and it is an identity', () => {
    let largest = 0;
    holds(
      dominatedPoint(),
      (instance) => {
        const found = range(depth(instance)).flatMap((j) => {
          const e = j > 0 ? domination(instance, j) : undefined;
          if (e) largest = Math.max(largest, instance.widths[j]!);
          return e ? [check(instance, j, e)] : [];
        });
        return found.length > 0;
      },
      { seed: 2901, runs: 120 },
    );
    expect(largest).toBe(3);
  });

  test('diag(1, 0)·diag(0, 1), by hand', () => {
    const e = domination(
      net(
        [
          [0, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 0],
        ],
      ),
      1,
    )!;
    expect([e.row, e.col]).toEqual([1, 0]);
    const one = (...of: number[]) => ({ c: '1', of });
    expect(e.common).toEqual([one(), one(3), one(4), one(3, 4)]);
    expect(e.multipliers).toEqual([
      { row: 0, col: 0, q: [one(6), one(3, 6)] },
      { row: 0, col: 1, q: [{ c: '-1', of: [2, 6] }] },
      { row: 1, col: 1, q: [one(2), one(2, 4)] },
    ]);
  });

  test('after a change of hidden coordinates, with rational entries', () => {
    const changed = net(
      [
        [0, '3/2', 0],
        [0, '1/2', 0],
      ],
      [
        [1, -3],
        [0, 0],
        [2, -6],
      ],
    );
    const e = domination(changed, 1)!;
    expect(check(changed, 1, e)).toBe(true);
    expect(e.row).toBe(1);
  });

  test.each<[string, Network, number]>([
    ['R ≠ 0', net([[1]], [[1], [0]]), 1],
    ['a hidden unit that is silent and deaf: R′_kl moves alone through it', net([[0]], [[0], [0]]), 1],
    ['no zero row of B', net([[0]], [[1], [1]]), 1],
    ['no zero column of A', net([[1, 1]], [[0]]), 1],
    ['no zero column of A, one output', net([[1]], [[0]]), 1],
  ])('none where there is %s', (_, it, j) => {
    expect(domination(it, j)).toBeUndefined();
  });
});
