import { maps } from './achour-2021-maps.ts';
import { type Attack, rejected } from './attack.ts';

const plateaus = 'achour-2021/non-strict-exist';
const regularization = 'achour-2021/implicit-regularization';

/** Attacks on the classification and on what follows from it. */
const classes: readonly Attack[] = [
  rejected('RANK', '/hypotheses/2/evidence/rank', {
    name: 'nothing-to-fit-passed-off-as-saddle',
    says: 'With Y = 0 the origin is a global minimizer; the rank of Σ_XY is claimed to be 1 all the same.',
    from: ['achour-2021/thm-classification', 'non-strict-saddle'],
    change: (c) => {
      c.instance.Y = [['0']];
      c.hypotheses[3].evidence.values = ['0'];
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'strict-saddle-of-three-layers-as-witness',
    says: 'That non-strict saddles exist with three layers is not shown by a strict one.',
    from: [plateaus, 'strict-saddle-of-rank-zero'],
    change: (c) => {
      c.instance.widths.push(1);
      c.instance.W.push([['1']]);
      c.evidence[1].V.push([['0']]);
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'two-layers-refuted-by-full-rank',
    says: 'A strict saddle of rank d says nothing of points with r < d.',
    from: [plateaus, 'strict-saddle'],
    change: (c) => {
      c.statement += '~every-point';
    },
  }),
  rejected('PSD', '/hypotheses/5/evidence/proof', {
    name: 'smaller-value-as-second-order-point',
    says: 'The point fits the smaller eigenvalue; the Hessian proof is of the point that fits the larger.',
    from: [regularization, 'rank-constrained-minimizer'],
    change: (c) => {
      c.instance.W = [[['0', '1']], [['0'], ['1']]];
    },
  }),
  rejected('HYPOTHESES', '/hypotheses', {
    name: 'second-order-left-out',
    says: 'Without the Hessian a critical point need not be best among the matrices of its rank.',
    from: [regularization, 'rank-constrained-minimizer'],
    change: (c) => {
      c.hypotheses.pop();
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'better-matrix-of-rank-too-large',
    says: 'A better matrix is given by factors of width r + 2, where rank r + 1 is claimed to be best.',
    from: [regularization, 'rank-constrained-minimizer-at-a-saddle'],
    change: (c) => {
      c.statement += '~rank-plus-one';
      const right = [...c.instance.Y, ['0', '0']];
      const left = [
        ['1', '0', '0'],
        ['0', '1', '0'],
      ];
      c.evidence.push({ kind: 'better-matrix', left, right });
    },
  }),
];

export const achour2021: readonly Attack[] = [...classes, ...maps];
