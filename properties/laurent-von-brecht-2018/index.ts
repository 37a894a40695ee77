import type { Property } from '../../src/campaign/property.ts';

export const laurentVonBrecht2018: readonly Property[] = [];
