import type { Arbitrary } from 'fast-check';
import type { Audit } from '../src/campaign/property.ts';
import type { AnyInstance } from '../src/network/instance.ts';

/** The variant of the statement that leaves the hypothesis out, and is refuted. */
export const necessary = (variant: string): Audit => ({ kind: 'necessary', variant });

/** Instances on which the hypothesis, and it alone, is mostly false. */
export const notNeeded = (generator: Arbitrary<AnyInstance>): Audit => ({ kind: 'not needed', generator });

/** For the hypotheses of variants. */
export const notAudited: Audit = { kind: 'unknown', why: 'the hypotheses of a variant are not audited' };
