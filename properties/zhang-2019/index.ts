import type { Property } from '../../src/campaign/property.ts';
import { fullRank } from './full-rank.ts';
import { multiTower } from './multi-tower.ts';
import { quadratic } from './quadratic.ts';
import { reduction } from './reduction.ts';

export const zhang2019: readonly Property[] = [fullRank, reduction, multiTower, quadratic];
