import type { Property } from '../src/campaign/property.ts';
import { classification } from './achour-2021/thm-classification.ts';
import { decision } from './depthcert/decision.ts';
import { realData } from './depthcert/real-data.ts';
import { neitherConvexNorConcave } from './kawaguchi-2016/thm-2.3-i.ts';
import { theorem } from './lu-kawaguchi-2017/thm-2.1.ts';
import { fullRank } from './zhang-2019/full-rank.ts';

/** Every statement, in the order of FORMAT.md, section 6; the one with a finite list of instances comes last. */
export const properties: readonly Property[] = [
  decision,
  theorem,
  fullRank,
  classification,
  neitherConvexNorConcave,
  realData,
];
