import type { Property } from '../../src/campaign/property.ts';
import { convergence } from './convergence.ts';
import { regularizedLoss } from './thm-regularized.ts';
import { shallow } from './thm-shallow.ts';

export const zhu2018: readonly Property[] = [shallow, regularizedLoss, convergence];
