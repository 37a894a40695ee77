/** FORMAT.md, section 6.1. */
import { nonStrict, pointClass, type Statement, saddles, type Table } from './statement.ts';

const decision: Statement = {
  says: 'every point gets a certified class',
  hypotheses: [],
  verdicts: ['not-critical', 'global-minimizer', ...saddles],
  evidence: pointClass,
};

export const depthcert: Table = {
  'depthcert/decision': {
    '': decision,
    '~all-saddles-strict': {
      ...decision,
      says: 'every critical point that is not a global minimizer has negative curvature',
      verdicts: nonStrict,
    },
    '~critical-is-global': { ...decision, says: 'every critical point is a global minimizer', verdicts: saddles },
  },
  'depthcert/real-data': { '': decision },
};
