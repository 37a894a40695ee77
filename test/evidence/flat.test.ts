import { describe, expect, test } from 'vitest';
import { rankDeficient } from '../../properties/zhang-2019/rank-deficient.ts';
import { flatEvidence, flatMoves, moved } from '../../src/evidence/flat.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { chain, depth, type Network, partialProducts } from '../../src/network/network.ts';
import { rankOf } from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const net = (...rows: number[][][]): Network => {
  const weights = rows.map((r) => Matrix.fromRows(r));
  return { weights, widths: [weights[0]!.cols, ...weights.map((w) => w.rows)] };
};
const column = (...x: number[]) => Matrix.fromRows(x.map((value) => [value]));

describe('flats', () => {
  test('keep the product at more values of t than its degree; one at every layer but one', () => {
    let [left, right, both] = [0, 0, 0];
    holds(
      rankDeficient(),
      (instance) => {
        const H = depth(instance);
        if (H === 1) {
          expect(() => flatEvidence(instance)).toThrow(/the only layer is the product/);
          return true;
        }
        const { curve } = flatEvidence(instance);
        const layers = curve.map(({ layer }) => layer);
        const free = [...Array(H).keys()].find((h) => !layers.includes(h + 1))! + 1;
        if (free === H) left++;
        else if (free === 1) right++;
        else both++;
        const { R } = partialProducts(instance);
        const stays = (t: bigint) => {
          const weights = instance.weights.map((w, h) => {
            const term = curve.find(({ layer }) => layer === h + 1);
            return term ? w.add(Matrix.fromRows(term.matrix).scale(new Rational(t))) : w;
          });
          return chain({ widths: instance.widths, weights }, H, 1).equals(R);
        };
        const sorted = layers.every((layer, k) => k === 0 || layers[k - 1]! < layer);
        return curve.length === H - 1 && sorted && [...Array(H + 1).keys()].every((t) => stays(BigInt(t + 1)));
      },
      { seed: 3001, runs: 150 },
    );
    expect(Math.min(left, right, both)).toBeGreaterThan(5);
  });

  test('are sparse: one column each, left of the free layer, one row each, right of it, but for the first and the last', () => {
    let inner = 0;
    holds(
      rankDeficient(),
      (instance) => {
        const H = depth(instance);
        if (H === 1) return true;
        const [u, v] = [H, 0].map((h) => Matrix.build(instance.widths[h]!, 1, (i) => BigInt(i + 1)));
        const { flats, free } = flatMoves(instance, partialProducts(instance), u!, v!);
        const at = (h: number) => flats.find(({ layer }) => layer === h)!.matrix;
        for (const h of range(H + 1).slice(1)) {
          if (h === free) continue;
          const m = at(h);
          if (rankOf(m) !== 1) return false;
          // Neighbours on one side: their product, the term of t², does not vanish.
          if (
            h + 1 < free &&
            at(h + 1)
              .mul(m)
              .isZero()
          )
            return false;
          if (h - 1 > free && m.mul(at(h - 1)).isZero()) return false;
          const lines = h < free ? range(m.cols).map((k) => m.col(k)) : range(m.rows).map((k) => m.row(k));
          if (h === 1 || h === H) continue;
          inner++;
          if (lines.filter((line) => !line.isZero()).length !== 1) return false;
        }
        return true;
      },
      { seed: 3002, runs: 150 },
    );
    expect(inner).toBeGreaterThan(40);
  });

  test('a left flat starts at v, a right flat ends at u', () => {
    const u = column(0, 1);
    const v = column(1, 2);
    // ker B_1 = ⟨e_2⟩.
    const half = net(
      [
        [1, 0],
        [0, 0],
      ],
      [
        [1, 0],
        [0, 0],
      ],
    );
    const left = flatMoves(half, partialProducts(half), u, v);
    expect(left.free).toBe(2);
    expect(left.flats.map(({ layer, matrix }) => [layer, matrix.toRows()])).toEqual([
      [
        1,
        [
          ['0', '0'],
          ['1', '2'],
        ],
      ],
    ]);
    // B_1 = I is injective, ker A_1ᵀ = ⟨e_2⟩.
    const other = net(
      [
        [1, 0],
        [0, 0],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    );
    const right = flatMoves(other, partialProducts(other), u, v);
    expect(right.free).toBe(1);
    expect(right.flats.map(({ layer, matrix }) => [layer, matrix.toRows()])).toEqual([
      [
        2,
        [
          ['0', '0'],
          ['0', '1'],
        ],
      ],
    ]);
  });

  test.each<[string, Network, RegExp]>([
    ['full rank', net([[1]], [[2]]), /a rank-deficient product has a flat at every layer/],
    ['one layer', net([[0]]), /the only layer is the product/],
  ])('%s is rejected', (_, it, message) => {
    expect(() => flatEvidence(it)).toThrow(RangeError);
    expect(() => flatEvidence(it)).toThrow(message);
  });
});

describe('moved', () => {
  const half = [
    [1, 0],
    [0, 0],
  ];
  test('W_2 + tC with B_1C = 0 and another product', () => {
    expect(moved(net(half, half))).toEqual({
      kind: 'moved',
      j: 1,
      matrix: [
        ['0', '0'],
        ['1', '0'],
      ],
    });
  });
  test('the first layer where there is one', () => {
    expect(
      moved(
        net(
          [[1, 1]],
          half.map(([x]) => [x!]),
          half,
        ),
      )?.j,
    ).toBe(2);
  });
  test.each<[string, Network]>([
    ['no layers of one width', net([[1, 0]], [[1], [0]])],
    ['B_1 injective', net([[1]], [[1]])],
    ['A_1 = 0', net([[0]], [[0]])],
    ['B_2 zero on the kernel of B_1', net([[1]], [[0]], [[0]])],
  ])('none: %s', (_, it) => expect(moved(it)).toBeUndefined());
});
