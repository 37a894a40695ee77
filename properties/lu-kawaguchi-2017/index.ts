import type { Property } from '../../src/campaign/property.ts';
import { flat } from './flat.ts';
import { fullRankPerturbation } from './full-rank-perturbation.ts';
import { pointLifts } from './lift.ts';
import { theorem } from './thm-2.1.ts';
import { shallowProblem } from './thm-2.2.ts';
import { deepProblem } from './thm-2.3.ts';

export const luKawaguchi2017: readonly Property[] = [
  theorem,
  shallowProblem,
  deepProblem,
  flat,
  fullRankPerturbation,
  pointLifts,
];
