import type { Property } from '../../src/campaign/property.ts';

export const zhu2018: readonly Property[] = [];
