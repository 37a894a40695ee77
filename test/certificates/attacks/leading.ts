import { type Attack, type Loose, malformed, rejected } from './attack.ts';

const decision = 'depthcert/decision';
/** X = I, Y = diag(3, 1), R = diag(3, 0), t = 3; so Σ = diag(9, 1). */
const minimizer = [decision, 'global-minimizer'] as const;
/** The same with three layers of width 2, R = diag(2, 0) and Y = diag(2, 1). */
const saddle = [decision, 'non-strict-saddle-of-rank-one'] as const;
const eigenbasis = [decision, 'global-minimizer-in-an-eigenbasis'] as const;

const squares = (D: string[], ...L: string[][]) => ({ form: 'sum-of-squares', D, L });
const I2 = [
  ['1', '0'],
  ['0', '1'],
];

/** One layer, X = I and Y = R: G = 0, and every proof of pᵀRRᵀp − pᵀp ⪰ 0 is one of `leading`. */
function fitted(c: Loose, R: string[][], columns: number[], above: unknown, below: unknown): void {
  const X = R[0]!.map((_, i) => R[0]!.map((_, j) => (i === j ? '1' : '0')));
  Object.assign(c.instance, { widths: [X.length, R.length], X, Y: R, W: [R] });
  c.evidence[0].rank = columns.length;
  c.evidence[1] = { kind: 'leading', columns, t: '1', above, below };
}

/** Attacks on the evidence that R fits the leading eigenvalues. */
export const leading: readonly Attack[] = [
  rejected('SEPARATION', '/evidence/1/above', {
    name: 'threshold-above-what-is-fitted',
    says: 'No eigenvalue outside exceeds t; but the fitted one, 9, is less than t = 10.',
    from: minimizer,
    change: (c) => {
      c.evidence[1].t = '10';
    },
  }),
  rejected('SEPARATION', '/evidence/1/below', {
    name: 'threshold-below-what-is-left',
    says: 'The fitted eigenvalue exceeds t = 1/2; so does the other one.',
    from: minimizer,
    change: (c) => {
      c.evidence[1].t = '1/2';
    },
  }),
  malformed('RANGE', '/evidence/1/t', {
    name: 'threshold-of-zero',
    says: 't = 0, below every eigenvalue.',
    from: minimizer,
    change: (c) => {
      c.evidence[1].t = '0';
    },
  }),
  malformed('RANGE', '/evidence/1/t', {
    name: 'negative-threshold',
    says: 't = −3: with both signs turned, the proofs would be about −Σ.',
    from: minimizer,
    change: (c) => {
      c.evidence[1].t = '-3';
    },
  }),
  rejected('RANK', '/evidence/1/columns', {
    name: 'leading-on-a-zero-column',
    says: 'p is the column of R that is 0, where every form is semidefinite.',
    from: minimizer,
    change: (c) => {
      Object.assign(c.evidence[1], { columns: [1], above: squares([], []) });
    },
  }),
  rejected('RANK', '/evidence/1/columns', {
    name: 'leading-on-no-column',
    says: 'No column of R at all: Σ ⪰ t on nothing.',
    from: minimizer,
    change: (c) => {
      Object.assign(c.evidence[1], { columns: [], above: squares([]) });
    },
  }),
  rejected('RANK', '/evidence/1/columns', {
    name: 'leading-on-one-column-more',
    says: 'All columns of R, more than its rank: they are no basis.',
    from: minimizer,
    change: (c) => {
      // pᵀRRᵀp − 3pᵀp = diag(81 − 27, 0)
      Object.assign(c.evidence[1], { columns: [0, 1], above: squares(['54'], ['1'], ['0']) });
    },
  }),
  rejected('RANK', '/evidence/1/columns', {
    name: 'leading-on-dependent-columns',
    says: 'As many columns as the rank, and one is a multiple of the other.',
    from: minimizer,
    first: (c) => {
      const R = [
        ['3', '6', '0'],
        ['0', '0', '1'],
      ];
      // RRᵀ = diag(45, 1)
      const below = squares(['1', '1', '1'], ['1', '0', '0'], ['0', '1', '0'], ['0', '0', '1']);
      fitted(c, R, [0, 2], squares(['396'], ['1'], ['0']), below);
    },
    change: (c) => {
      // 44·(3, 6)ᵀ(3, 6)
      Object.assign(c.evidence[1], { columns: [0, 1], above: squares(['396'], ['1'], ['2']) });
    },
  }),
  malformed('RANGE', '/evidence/1/columns/0', {
    name: 'leading-on-a-column-beyond-the-matrix',
    says: 'A third column of a matrix that has two.',
    from: minimizer,
    change: (c) => {
      c.evidence[1].columns = [2];
    },
  }),
  rejected('SEPARATION', '/evidence/1/above', {
    name: 'leading-with-its-proofs-exchanged',
    says: 'Two proofs of the same size, each right for the other matrix.',
    from: minimizer,
    first: (c) => {
      const R = [
        ['3', '0'],
        ['0', '1'],
      ];
      fitted(c, R, [0, 1], squares(['72'], ['1'], ['0']), squares(['1', '1'], ...I2));
    },
    change: (c) => {
      const e = c.evidence[1];
      [e.above, e.below] = [e.below, e.above];
    },
  }),
  rejected('SEPARATION', '/evidence/1/below', {
    name: 'leading-with-a-factor-of-another-instance',
    says: 'Y = diag(3, 8/5): t = 3 still separates 9 from 64/25, but the factor is the one for Y = diag(3, 1).',
    from: minimizer,
    change: (c) => {
      c.instance.Y[1][1] = '8/5';
    },
  }),
  rejected('SEPARATION', '/evidence/1/below', {
    name: 'leading-by-a-negative-square',
    says: 't = 1/2, and the identity that would show it has a negative coefficient.',
    from: minimizer,
    change: (c) => {
      Object.assign(c.evidence[1], { t: '1/2', below: squares(['1/2', '-1/2'], ...I2) });
    },
  }),
  rejected('KY_FAN', '/evidence/1', {
    name: 'leading-of-a-smaller-rank-for-a-minimizer',
    says: 'R = diag(2, 0) is best among the matrices of rank 1; the layers reach rank 2.',
    from: saddle,
    change: (c) => {
      c.verdict = 'global-minimizer';
      c.evidence = [c.evidence[0], c.evidence[2]];
    },
  }),
  rejected('ZERO', '/evidence/1', {
    name: 'leading-where-the-output-is-too-small',
    says: 'R = diag(2, 0) has the right column space and row space, but is not critical.',
    from: minimizer,
    change: (c) => {
      c.instance.W[1][0][0] = '2';
    },
  }),
  rejected('ZERO', '/evidence/1', {
    name: 'leading-of-a-projected-target',
    says: 'R is Y projected on the line of (1, 1): RᵀG = 0, but GRᵀ is not, and Σ does not map this line into itself.',
    from: minimizer,
    change: (c) => {
      c.instance.W = [[['3/2', '1/2']], [['1'], ['1']]];
    },
  }),
  rejected('ZERO', '/evidence/1', {
    name: 'leading-of-projected-inputs',
    says: 'R is Y on the line of the input (1, 1): GRᵀ = 0, but RᵀG is not.',
    from: minimizer,
    change: (c) => {
      c.instance.W = [[['1', '1']], [['3/2'], ['1/2']]];
    },
  }),
  rejected('SEPARATION', '/evidence/1/above', {
    name: 'leading-at-the-smaller-value',
    says: 'R = diag(0, 1) fits the smaller eigenvalue; t lies between the two.',
    from: minimizer,
    change: (c) => {
      c.instance.W = [[['0', '1']], [['0'], ['1']]];
      c.evidence[1].columns = [1];
    },
  }),
  rejected('SEPARATION', '/evidence/1/below', {
    name: 'leading-at-the-smaller-value-with-a-smaller-threshold',
    says: 'The same with t = 1/2 and the right proof on col R; outside Σ is 9.',
    from: minimizer,
    change: (c) => {
      c.instance.W = [[['0', '1']], [['0'], ['1']]];
      Object.assign(c.evidence[1], { t: '1/2', columns: [1], above: squares(['1/2'], ['1']) });
    },
  }),
  rejected('SEPARATION', '/evidence/1/above', {
    name: 'leading-in-what-the-data-do-not-see',
    says: 'RX = 0, though R has rank d: it fits the eigenvalue 0 of Σ = diag(0, 1), and loss is left.',
    from: minimizer,
    change: (c) => {
      Object.assign(c.instance, { X: [['1'], ['0']], Y: [['0'], ['1']], W: [[['0', '1']], [['1'], ['0']]] });
      // Σ_XX − GᵀG = 0
      const below = squares([], [], []);
      c.evidence[1] = { kind: 'leading', columns: [1], t: '1', above: squares([], []), below };
    },
  }),
  rejected('EVIDENCE', '/evidence/1', {
    name: 'leading-called-prefix',
    says: 'The kind for statements that need Σ, with the fields of the other.',
    from: minimizer,
    change: (c) => {
      c.evidence.splice(1, 0, { kind: 'least-squares', rows: [0, 1], E: I2, inverse: I2 });
    },
  }),
  rejected('SEPARATION', '/evidence/1/below', {
    name: 'threshold-inside-an-interval',
    says: 't lies between the bounds of the smaller eigenvalue: above it at one vertex, below it at another.',
    from: eigenbasis,
    change: (c) => {
      // (29/76)² < 0.1462 < (23/60)²; at the first vertex this factor is good enough.
      c.evidence[1].t = '731/5000';
      c.evidence[1].below = {
        form: 'dominance',
        index: [0, 1],
        scale: ['1', '1'],
        factor: [['1/2'], ['0', '0']],
        kernel: [[], []],
      };
    },
  }),
];
