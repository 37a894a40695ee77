import type { Attack } from './attack.ts';

export const zhu2018: readonly Attack[] = [];
