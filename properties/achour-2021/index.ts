import type { Property } from '../../src/campaign/property.ts';
import { criticalMap } from './critical-map.ts';
import { criticalValues } from './critical-values.ts';
import { implicitRegularization } from './implicit-regularization.ts';
import { nonStrictExist } from './non-strict-exist.ts';
import { parameterization } from './parameterization.ts';
import { classification } from './thm-classification.ts';

export const achour2021: readonly Property[] = [
  criticalMap,
  criticalValues,
  classification,
  parameterization,
  nonStrictExist,
  implicitRegularization,
];
