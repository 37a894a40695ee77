import type { Attack } from './attack.ts';

export const laurentVonBrecht2018: readonly Attack[] = [];
