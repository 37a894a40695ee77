import { describe, expect, test } from 'vitest';
import { nonlinearReduction } from '../../../properties/kawaguchi-2016/nonlinear-reduction.ts';
import { MOST_PATHS, smallNetwork } from '../../../properties/kawaguchi-2016/small-network.ts';
import { pointWithLoss } from '../../../properties/points.ts';
import { paths } from '../../../src/network/path-expansion.ts';
import { point, scalar, verified } from '../../helpers/points.ts';
import { holds } from '../../helpers/property.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';
import { zeroWeights } from './data-points.ts';

const { id, prove, proveWithout, variants, hypotheses } = nonlinearReduction;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const points = {
  // |x| = relu(x) + relu(−x): two paths, one active for each sample.
  'the absolute value': point([[1, -1]], [[0, 0]], [[1], [-1]], [[1, 1]]),
  'one active path': scalar(0, 1, 2, 3),
  'no active path': scalar(0, -1, 2, 3),
  'one layer': point([[1, 2]], [[0, 0]], [[3]]),
  'no sample': point([[]], [[]], [[1]], [[1]]),
  'a layer without neurons': zeroWeights(0),
  'RX = 0, though the network does not compute 0': point([[1]], [[0]], [[1], [-1]], [[1, 1]]),
  'zero weights': scalar(0, 0, 0),
} as const;
type Name = keyof typeof points;

describe(id, () => {
  test.each<[Name, string]>([
    ['the absolute value', '1/2'],
    ['one active path', '1'],
    ['no active path', '0'],
    ['one layer', '1'],
    ['no sample', '1/2'],
    ['a layer without neurons', '1/2'],
    ['RX = 0, though the network does not compute 0', '1/2'],
    ['zero weights', '0'],
  ])('%s: ρ = %s', (name, rho) => {
    const proof = prove(points[name]);
    const evidence = [{ kind: 'path-expansion' }, { kind: 'bernoulli', rho, joint: 'independent' }];
    expect(proof).toEqual({ verdict: 'holds', hypotheses: [], evidence });
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
    const oneCoin = proveWithout(points[name], 'A2')!;
    expect(oneCoin.evidence[1]).toMatchObject({ joint: 'one-coin' });
    expect(verified(`${id}/without-A2`, points[name], oneCoin)).toBe('VALID_EXACT');
  });

  test.each<[string, Name[]]>([
    ['dependent-activations', ['the absolute value', 'RX = 0, though the network does not compute 0']],
    ['half-rho', ['one active path', 'one layer']],
  ])('%s is refuted by %j alone', (variant, names) => {
    for (const [name, instance] of Object.entries(points)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name as Name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test('thirteen paths, or another loss: no proof', () => {
    const wide = point([[1]], [[0]], ...[Array(13).fill([1]), [Array(13).fill(1)]]);
    expect(() => prove(wide)).toThrow('13 paths');
    expect(() => prove(pointWithLoss({ kind: 'quartic' }, [[1]], [[0]], [[1]]))).toThrow('quartic');
  });

  test('both hypotheses are true by construction; nothing is known without A1', () => {
    expect(hypotheses.map(({ status }) => status)).toEqual(['true by construction', 'true by construction']);
    expect(proveWithout(points['one layer'], 'A1')).toBeUndefined();
  });

  test('the joint distribution of another statement is rejected', () => {
    const instance = points['one active path'];
    expect(verified(id, instance, proveWithout(instance, 'A2')!)).toBe('EVIDENCE');
    expect(verified(`${id}/without-A2`, instance, prove(instance))).toBe('EVIDENCE');
    expect(verified(`${id}/without-A1`, instance, prove(instance))).toBe('STATEMENT');
  });

  test('networks of the generator have at most twelve paths', () => {
    holds(smallNetwork(), (p) => paths(p).length <= MOST_PATHS && p.X.cols >= 1, { seed: 3, runs: 300 });
  });
});

keepsItsPromises(nonlinearReduction);
