import type { Property } from '../src/campaign/property.ts';
import { achour2021 } from './achour-2021/index.ts';
import { decision } from './depthcert/decision.ts';
import { gap } from './depthcert/gap.ts';
import { nearCritical } from './depthcert/near-critical.ts';
import { realData } from './depthcert/real-data.ts';
import { kawaguchi2016 } from './kawaguchi-2016/index.ts';
import { laurentVonBrecht2018 } from './laurent-von-brecht-2018/index.ts';
import { luKawaguchi2017 } from './lu-kawaguchi-2017/index.ts';
import { zhang2019 } from './zhang-2019/index.ts';
import { zhu2018 } from './zhu-2018/index.ts';

/** Every statement, in the order of FORMAT.md, section 6; the one with a finite list of instances comes last. */
export const properties: readonly Property[] = [
  decision,
  gap,
  nearCritical,
  ...kawaguchi2016,
  ...luKawaguchi2017,
  ...zhu2018,
  ...zhang2019,
  ...achour2021,
  ...laurentVonBrecht2018,
  realData,
];
