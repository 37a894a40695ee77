import { expect, test } from 'vitest';
import { cubeRoot } from '../../src/exact/cube-root.ts';
import { Rational } from '../../src/exact/rational.ts';
import { longRational, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const cube = (x: Rational) => x.mul(x).mul(x);

test('inverts the cube, of short and of long numbers', () => {
  holds(rational(40n, 12n), (x) => cubeRoot(cube(x))?.equals(x), { seed: 701, runs: 200 });
  holds(longRational, (x) => cubeRoot(cube(x))?.equals(x), { seed: 702, runs: 60 });
});

test('numbers next to a cube have no root', () => {
  holds(
    longRational,
    (x) => {
      const c = cube(x);
      const next = new Rational(c.num + 1n, c.den);
      // Between n³ and (n + 1)³ there is no other cube; next to 0 and −1 the neighbour is one.
      const near = c.den === 1n && (c.num === 0n || c.num === -1n);
      return near || c.den !== next.den || cubeRoot(next) === undefined;
    },
    { seed: 703, runs: 60 },
  );
});

test.each(['2', '-4', '1/2', '8/9', '4/27', '9'])('%s is no cube', (x) => {
  expect(cubeRoot(Rational.parse(x))).toBeUndefined();
});
