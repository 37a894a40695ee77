import type { Certificate } from '../../src/certificate/certificate.ts';
import { makeCertificate } from '../../src/certificate/write.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { proofOf } from '../campaign/toy.ts';

const m = (rows: (string | number)[][], cols?: number) => Matrix.fromRows(rows, cols);
const diagonal = (a: string, b: string) =>
  m([
    [a, 0],
    [0, b],
  ]);
const identity = Matrix.identity(2);

const provenance = { generator: 'test', seed: '', path: '', index: 0, version: '0.1.0', tier: 'exact' } as const;

/** One small instance for each way in which the decision procedure ends. */
export const points: readonly (readonly [name: string, verdict: string, instance: Instance])[] = [
  [
    'a gradient that is not zero',
    'not-critical',
    makeInstance(identity, diagonal('3', '1/2'), [m([[1, 0]]), m([[1], [0]])]),
  ],
  ['G = 0', 'global-minimizer', makeInstance(m([[1]]), m([[2]]), [m([[1]]), m([[2]])])],
  [
    'the larger singular value fitted',
    'global-minimizer',
    makeInstance(identity, diagonal('3', '1/2'), [m([[1, 0]]), m([[3], [0]])]),
  ],
  [
    'the smaller singular value fitted',
    'strict-saddle',
    makeInstance(identity, diagonal('3', '1/2'), [m([[0, 1]]), m([[0], ['1/2']])]),
  ],
  ['the origin of three layers', 'non-strict-saddle', makeInstance(m([[1]]), m([[1]]), [m([[0]]), m([[0]]), m([[0]])])],
  ['a width of 0', 'global-minimizer', makeInstance(m([[1]]), m([[1]]), [m([], 1), m([[]])], [1, 0, 1])],
];

export const certificateOf = (instance: Instance): Certificate =>
  makeCertificate('depthcert/decision', instance, proofOf(instance), provenance);
