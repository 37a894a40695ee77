import type { Property } from '../../src/campaign/property.ts';
import { fullRank } from './full-rank.ts';

export const zhang2019: readonly Property[] = [fullRank];
