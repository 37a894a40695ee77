import { expect, test } from 'vitest';
import { trained, trainings } from '../../docs/examples/trainings.ts';

const plateaus = (data: string, ...hidden: number[]) =>
  trained(trainings.find((t) => t.name === data && t.hidden.join() === hidden.join())!).map(({ found }) => found);

test.each<[string, number[], string[]]>([
  [
    'Linnerud',
    [3],
    ['strict-saddle 0 {}', 'strict-saddle 1 {1}', 'strict-saddle 2 {1,2}', 'global-minimizer 3 {1,2,3}'],
  ],
  ['Linnerud', [2], ['strict-saddle 0 {}', 'strict-saddle 1 {1}', 'global-minimizer 2 {1,2}']],
  [
    'Iris',
    [3, 3],
    ['non-strict-saddle 0 {}', 'non-strict-saddle 1 {1}', 'non-strict-saddle 2 {1,2}', 'global-minimizer 3 {1,2,3}'],
  ],
])(
  '%s, hidden %j: training passes by saddles of rank 0, 1, …, and each plateau is certified',
  (data, hidden, expected) => {
    const found = plateaus(data, ...hidden);
    expect(found.map(({ verdict, rank, S }) => `${verdict} ${rank} {${S}}`)).toEqual(expected);
    expect(found.map(({ result }) => result.status)).toEqual(expected.map(() => 'VALID_ENCLOSED'));
  },
);

test('both data sets are trained with two, three and four layers', () => {
  expect(trainings.map(({ name, hidden }) => `${name} ${hidden.length + 1}`)).toEqual(
    expect.arrayContaining(['Linnerud', 'Iris'].flatMap((name) => [2, 3, 4].map((H) => `${name} ${H}`))),
  );
});
