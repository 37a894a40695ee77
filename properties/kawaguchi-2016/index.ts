import type { Property } from '../../src/campaign/property.ts';
import { neitherConvexNorConcave } from './thm-2.3-i.ts';

export const kawaguchi2016: readonly Property[] = [neitherConvexNorConcave];
