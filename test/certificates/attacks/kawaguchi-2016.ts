import type { Attack } from './attack.ts';

export const kawaguchi2016: readonly Attack[] = [];
