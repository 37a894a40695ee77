import type { Property } from '../../src/campaign/property.ts';
import { shallowAndDeep } from './cor-2.4.ts';
import { nonlinearReduction } from './nonlinear-reduction.ts';
import { neitherConvexNorConcave } from './thm-2.3-i.ts';
import { noPoorLocalMinima } from './thm-2.3-ii.ts';
import { onlySaddles } from './thm-2.3-iii.ts';
import { fullMiddleIsStrict } from './thm-2.3-iv.ts';

export const kawaguchi2016: readonly Property[] = [
  neitherConvexNorConcave,
  noPoorLocalMinima,
  onlySaddles,
  fullMiddleIsStrict,
  shallowAndDeep,
  nonlinearReduction,
];
