/** FORMAT.md, section 6.3. */
import { escapes, fullRowRankX, pointClass, type Statement, type Table, withBetterMatrix } from './statement.ts';

const lu: Statement = {
  says: 'at a local minimum, R is a local minimum of the problem with rank R ≤ min d_i',
  hypotheses: [
    fullRowRankX,
    ['A2', 'rank Y', 'Y has full row rank', ({ ranks, net }) => ranks.get('Y') === net.Y.rows],
  ],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: (claim) => {
    const [first] = claim.evidence;
    const isFull = first?.label === 'rank R' && first.place.field('rank').value === claim.net.d;
    if (claim.verdict === 'not-a-local-minimum' && isFull) return ['rank R', 'zero', 'lift'];
    return pointClass(claim);
  },
};

export const luKawaguchi2017: Table = {
  'lu-kawaguchi-2017/thm-2.1': {
    '': lu,
    '~critical-point': {
      ...lu,
      says: 'at a critical point, R is a local minimum of the problem with rank R ≤ min d_i',
      verdicts: escapes,
    },
    '~rank-bound-plus-one': withBetterMatrix(lu, {
      says: 'at a local minimum, R is a local minimum of the problem with rank R ≤ 1 + min d_i',
      also: 'and a matrix of rank ≤ 1 + min d_i has a smaller loss',
      verdicts: ['global-minimizer'],
    }),
  },
};
