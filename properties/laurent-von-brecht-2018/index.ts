import type { Property } from '../../src/campaign/property.ts';
import { theorem } from './thm-1.ts';

export const laurentVonBrecht2018: readonly Property[] = [theorem];
