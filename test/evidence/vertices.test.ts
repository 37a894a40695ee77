import { describe, expect, test } from 'vitest';
import { irrationalPoint } from '../../properties/generators/irrational-point.ts';
import { irrational } from '../../properties/points.ts';
import { decide } from '../../src/decision/decide.ts';
import type { Evidence, EvidenceOf } from '../../src/evidence/evidence.ts';
import { leadingForms } from '../../src/evidence/leading.ts';
import { failureAt, forVertices, verticesOf } from '../../src/evidence/vertices.ts';
import { Rational } from '../../src/exact/rational.ts';
import { withBits } from '../../src/network/coordinates.ts';
import type { Instance } from '../../src/network/instance.ts';
import type { InstanceInCoordinates } from '../../src/network/vertices.ts';
import { draws } from '../helpers/draws.ts';
import { checkLeading, checkPsd, checkSquareCompletion } from '../helpers/evidence.ts';

const within = (instance: Instance) => instance as InstanceInCoordinates;
// Σ has the eigenvalues (7 ± 3√5)/2, about 6.85 and 0.146.
const first = [
  [1, 0],
  [0, 0],
];
const all = [
  [1, 0],
  [0, 1],
];
const points = {
  minimizer: within(irrational([[1, 0]], [[1], [0]])),
  smaller: within(irrational([[0, 1]], [[0], [1]])),
  tightened: within(irrational(first, first, first)),
  untightened: within(irrational(first, all, first)),
  origin: within(irrational([[0, 0]], [[0]], [[0], [0]])),
};
const leadingOf = (instance: InstanceInCoordinates): EvidenceOf<'leading'> => {
  const found = decide(instance).evidence.find((e) => e.kind === 'leading');
  if (!found) throw new Error('leading was expected');
  return found;
};
const completion: Evidence = { kind: 'square-completion' };
const GAP = 'eigenvalues inside > eigenvalues outside';

describe('leading, at the vertices', () => {
  test.each(['minimizer', 'tightened', 'origin'] as const)('%s: one threshold and two factors serve all', (name) => {
    const vertices = verticesOf(points[name]);
    const found = forVertices(leadingOf(points[name]), vertices);
    if (found.kind !== 'leading') throw new Error('the kind stays');
    for (const vertex of vertices) {
      expect(failureAt(vertex, found)).toBeUndefined();
      expect(checkLeading(found, vertex.instance)).toBe(true);
    }
  });

  test('random points: what holds at the vertices holds at points in between, too', () => {
    let met = 0;
    for (const drawn of draws(irrationalPoint(), 14, 6)) {
      const instance = within(drawn);
      const { X, Y, coordinates } = instance;
      const narrow = { ...instance, coordinates: withBits(coordinates, X, Y, 64) };
      const leading = decide(narrow).evidence.find((e) => e.kind === 'leading');
      if (!leading) continue;
      met++;
      const vertices = verticesOf(narrow);
      const found = forVertices(leading, vertices);
      if (found.kind !== 'leading') throw new Error('the kind stays');
      for (const vertex of vertices) expect(failureAt(vertex, found)).toBeUndefined();
      // The forms are affine in the spectrum.
      const [a, b] = vertices.slice(0, 2).map((v) => leadingForms(v, found.columns, Rational.parse(found.t)));
      const half = new Rational(1n, 2n);
      expect(checkPsd(found.above, a!.above.add(b!.above).scale(half))).toBe(true);
      expect(checkPsd(found.below, a!.below.add(b!.below).scale(half))).toBe(true);
    }
    expect(met).toBeGreaterThan(3);
  });

  test('where the smaller eigenvalue is fitted there is no threshold: what was found stays, and fails', () => {
    const wrong = { ...leadingOf(points.minimizer), columns: [1] };
    const vertices = verticesOf(points.smaller);
    expect(forVertices(wrong, vertices)).toBe(wrong);
    for (const vertex of vertices) expect(failureAt(vertex, wrong)).toBe(GAP);
  });

  const good = forVertices(leadingOf(points.tightened), verticesOf(points.tightened)) as EvidenceOf<'leading'>;
  test.each<[string, Partial<typeof good>]>([
    ['a threshold above the spectrum', { t: '7' }],
    ['a threshold below it', { t: '1/10' }],
    ['a column that is 0', { columns: [1] }],
    ['a negative scale', { above: { form: 'dominance', index: [0], scale: ['-1'], factor: [['0']], kernel: [[]] } }],
    ['another square', { below: { form: 'sum-of-squares', D: ['1'], L: [['1'], ['0']] } }],
  ])('%s fails at a vertex', (_, change) => {
    const failures = verticesOf(points.tightened).map((vertex) => failureAt(vertex, { ...good, ...change }));
    expect(failures).toContain(GAP);
  });
});

describe('square completion, at the vertices', () => {
  test.each(['tightened', 'origin'] as const)('%s', (name) => {
    for (const vertex of verticesOf(points[name])) {
      expect(failureAt(vertex, completion)).toBeUndefined();
      expect(checkSquareCompletion(vertex.instance)).toBe(true);
    }
    expect(decide(points[name]).evidence).toContainEqual(completion);
  });

  test('a pivot that is not tightened', () => {
    for (const vertex of verticesOf(points.untightened)) {
      expect(failureAt(vertex, completion)).toBe('every pivot is tightened');
      expect(() => checkSquareCompletion(vertex.instance)).toThrow('the pivot (3,1) is tightened');
    }
    expect(decide(points.untightened).verdict).toBe('strict-saddle');
  });
});
