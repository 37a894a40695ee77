import type { Attack } from './attack.ts';

export const zhang2019: readonly Attack[] = [];
