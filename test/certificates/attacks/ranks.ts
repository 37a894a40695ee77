import { type Attack, malformed, rejected } from './attack.ts';

const decision = 'depthcert/decision';
/** R = diag(0, 1). */
const strict = [decision, 'strict-saddle'] as const;
/** R = 1. */
const simple = [decision, 'not-critical'] as const;
const eigenbasis = ['achour-2021/thm-classification', 'non-strict-saddle-in-an-eigenbasis'] as const;
/** The first prime of the short form. */
const PRIME = '67108859';

/** Attacks on the rank of a matrix, by a minor or modulo primes. */
export const ranks: readonly Attack[] = [
  rejected('RANK', '/evidence/0/rank', {
    name: 'short-rank-understated',
    says: 'Rank 0 is claimed, without a proof, for a matrix that is not zero.',
    from: strict,
    change: (c) => {
      c.evidence[0].rank = 0;
    },
  }),
  rejected('RANK', '/evidence/0/rank', {
    name: 'short-rank-overstated',
    says: 'Rank 2 is claimed, without a proof, for a product of rank 1.',
    from: strict,
    change: (c) => {
      c.evidence[0].rank = 2;
    },
  }),
  rejected('RANK', '/evidence/0/rank', {
    name: 'short-rank-beyond-the-matrix',
    says: 'Rank 3 of a matrix with two rows and two columns.',
    from: strict,
    change: (c) => {
      c.evidence[0].rank = 3;
    },
  }),
  rejected('RANK', '/evidence/0/rank', {
    name: 'rank-zero-modulo-a-prime',
    says: 'R is 67108859, the first prime of the check: 0 modulo this one, and not 0.',
    from: simple,
    change: (c) => {
      c.instance.W[0] = [[PRIME]];
      c.evidence[0].rank = 0;
    },
  }),
  rejected('RANK', '/evidence/0/rank', {
    name: 'rank-one-modulo-a-prime',
    says: 'R = diag(67108859, 1) has rank 1 modulo the first prime of the check, and rank 2.',
    from: strict,
    change: (c) => {
      const R = [
        [PRIME, '0'],
        ['0', '1'],
      ];
      Object.assign(c.instance, { widths: [2, 2], W: [R] });
      c.evidence[2].V = [R];
      c.evidence[3].curve[0].matrix = R;
    },
  }),
  malformed('MISSING_FIELD', '/evidence/0', {
    name: 'rank-without-its-inverse',
    says: 'Half of the long form of a rank: rows and columns, and no inverse.',
    from: strict,
    change: (c) => {
      Object.assign(c.evidence[0], { rows: [1], cols: [1] });
    },
  }),
  malformed('MISSING_FIELD', '/evidence/0', {
    name: 'rank-with-an-inverse-alone',
    says: 'The other half: an inverse of no one knows what.',
    from: strict,
    change: (c) => {
      c.evidence[0].inverse = [['1']];
    },
  }),
  rejected('RANK', '/evidence/0/inverse', {
    name: 'rank-by-a-zero-block',
    says: 'The rank of R is right; the block that is to show it is 0.',
    from: strict,
    first: (c) => {
      Object.assign(c.evidence[0], { rows: [1], cols: [1], inverse: [['1']] });
    },
    change: (c) => {
      c.evidence[0].rows = [0];
    },
  }),
  malformed('SHAPE', '/evidence/0/rows', {
    name: 'rank-larger-than-its-block',
    says: 'Rank 2 is claimed, and a block of size 1 is given.',
    from: strict,
    first: (c) => {
      Object.assign(c.evidence[0], { rows: [1], cols: [1], inverse: [['1']] });
    },
    change: (c) => {
      c.evidence[0].rank = 2;
    },
  }),
  malformed('MISSING_FIELD', '/evidence/5', {
    name: 'short-rank-between-vertices',
    says: 'outer(2,1) is another matrix at each vertex: that all of them have rank 1 says nothing of the one between.',
    from: eigenbasis,
    change: (c) => {
      c.evidence[5] = { kind: 'rank', of: 'outer(2,1)', rank: 1 };
    },
  }),
];
