import { expect, test } from 'vitest';
import { vanishing } from '../../src/trained/vanishing.ts';

test.each<[string, number[], number, number[]]>([
  ['all are small', [1e-9, 3e-9, 2e-9], 0, [0, 1, 2]],
  ['two are small', [1, 1e-9, 1e-9, 2], 0, [1, 2]],
  ['one is small: the next larger one goes with it', [1e-9, 1, 30], 0, [0, 1]],
  ['the second one decides what is small', [1e-9, 1e-3, 9e-3, 2e-2], 0, [0, 1, 2]],
  ['nothing is there', [0, 0, 1e-300], 0, [0, 1]],
  ['the distance that is there anyway decides, too', [0, 0, 1e-9, 1], 1e-9, [0, 1, 2]],
  ['two layers', [5, 7], 0, [0, 1]],
])('%s', (_, sizes, distance, expected) => {
  expect(vanishing(sizes, distance)).toEqual(expected);
});
