import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turnedDouble, turns } from '../../../properties/generators/only-without.ts';
import { spectralData, spectralParameters } from '../../../properties/generators/rational-spectrum.ts';
import { holds } from '../../helpers/property.ts';

const drawn = fc.tuple(spectralParameters('distinct'), fc.constantFrom(2, 3, 4), fc.nat(1), fc.nat(9), turns);
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

test('turning a double eigenvalue changes neither X nor Y, and U stays a basis of orthogonal eigenvectors', () => {
  const keepsData = ([p, dOut, wider, k, turn]: Drawn) => {
    const q = turnedDouble(p, dOut, k, turn);
    const { turn: _, ...straight } = q;
    const [a, b] = [spectralData(dOut + wider, dOut, q), spectralData(dOut + wider, dOut, straight)];
    const lengths = a.U.transpose().mul(a.U);
    const isDiagonal = lengths.toRows().every((row, i) => row.every((x, j) => i === j || x === '0'));
    const same = a.U.mul(a.L).mul(a.V.transpose()).equals(b.U.mul(b.L).mul(b.V.transpose()));
    return a.X.equals(b.X) && a.Y.equals(b.Y) && same && isDiagonal;
  };
  holds(drawn, keepsData, { seed: 1, runs: 200 });
});

test('where the two eigenvalues differ, nothing is turned', () => {
  const p = { gaps: [1, 1, 1, 1, 1], C: [], U: [], V: [], extra: 0, N: [] };
  const { U, V } = spectralData(2, 2, { ...p, turn: [0, 1, 1] });
  expect([U.toRows(), V.toRows()]).toEqual([spectralData(2, 2, p).U.toRows(), spectralData(2, 2, p).V.toRows()]);
});
