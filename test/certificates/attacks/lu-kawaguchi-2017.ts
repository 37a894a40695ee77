import type { Attack } from './attack.ts';

export const luKawaguchi2017: readonly Attack[] = [];
