import type { Audit, ProvenHypothesis } from '../../src/campaign/property.ts';
import type { Point } from '../../src/decision/point.ts';
import { depth } from '../../src/network/network.ts';
import { dimensions, fullRowRankX } from '../hypotheses.ts';

/** A1 (two layers) and A2 (X of full row rank) of every statement of zhu-2018. */
export const shallowHypotheses = (audits: Record<'A1' | 'A2', Audit>): ProvenHypothesis<Point>[] => [
  dimensions('A1', 'H = 2', ({ instance }) => depth(instance) === 2, audits.A1),
  fullRowRankX('A2', audits.A2),
];
