import type { Property } from '../../src/campaign/property.ts';
import { classification } from './thm-classification.ts';

export const achour2021: readonly Property[] = [classification];
