import type { Attack } from './attack.ts';

export const achour2021: readonly Attack[] = [];
