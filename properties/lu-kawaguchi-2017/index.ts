import type { Property } from '../../src/campaign/property.ts';
import { theorem } from './thm-2.1.ts';

export const luKawaguchi2017: readonly Property[] = [theorem];
