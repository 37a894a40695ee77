import { type Attack, at, malformed, rejected } from './attack.ts';

const shallow = 'zhu-2018/thm-shallow';
const regularized = 'zhu-2018/thm-regularized';
const convergence = 'zhu-2018/convergence';

export const zhu2018: readonly Attack[] = [
  at('VACUOUS')('HYPOTHESIS', '/hypotheses/0', {
    name: 'third-layer-slipped-in',
    says: 'A statement on two layers, and a network of three.',
    from: [shallow, 'strict-saddle-of-rank-zero'],
    change: (c) => {
      Object.assign(c.instance, { widths: [1, 1, 1, 1], W: [[['0']], [['0']], [['1']]] });
      c.evidence[2].V = [[['-1']], [['-1']], [['0']]];
    },
  }),
  rejected('ZERO', '/evidence/1', {
    name: 'minimum-that-is-not-balanced',
    says: 'The product is fitted, but not with balanced layers: the regularized loss falls from here.',
    from: [regularized, 'global-minimizer-fitted'],
    change: (c) => {
      c.instance.W = [[['4', '0']], [['1']]];
    },
  }),
  rejected('EVIDENCE', '/evidence/2', {
    name: 'balance-not-shown',
    says: 'A saddle of the loss without regularizer; that the layers are balanced is left out.',
    from: [regularized, 'strict-saddle'],
    change: (c) => {
      c.evidence.splice(2, 1);
    },
  }),
  rejected('CURVE', '/evidence/1', {
    name: 'descent-of-f-alone',
    says: 'The regularizer grows faster along the curve than f falls.',
    from: [regularized, 'not-critical'],
    change: (c) => {
      c.instance.W[1] = [['3'], ['0']];
      c.evidence[1].curve = [{ layer: 2, power: 1, matrix: [['1'], ['0']] }];
    },
  }),
  malformed('RANGE', '/instance/loss/mu', {
    name: 'regularizer-of-weight-zero',
    says: 'With μ = 0 there is no regularizer.',
    from: [regularized, 'strict-saddle'],
    change: (c) => {
      c.instance.loss.mu = '0';
    },
  }),
  at('DECLINED')('LOSS', '/instance/loss/kind', {
    name: 'regularizer-left-out',
    says: 'A statement on the regularized loss, and the square loss.',
    from: [regularized, 'global-minimizer'],
    change: (c) => {
      c.instance.loss = { kind: 'square' };
    },
  }),
  rejected('GAP', '/evidence/1/gap', {
    name: 'gap-understated',
    says: 'A tenth of the gap that the bound proves.',
    from: [convergence, 'within-gap'],
    change: (c) => {
      const [num, den] = c.evidence[1].gap.split('/');
      c.evidence[1].gap = `1/${(10n * BigInt(den)) / BigInt(num)}`;
    },
  }),
  rejected('GAP', '/evidence/1/slack', {
    name: 'bound-lifted',
    says: 'A smaller t gives a higher bound, but tI + Z − Σ is no longer shown to be semidefinite.',
    from: [convergence, 'within-gap'],
    change: (c) => {
      c.evidence[1].t = '1/2';
    },
  }),
  rejected('GAP', '/evidence/1/D', {
    name: 'bound-lifted-by-a-negative-weight',
    says: 'A negative weight makes tr Z smaller: Z is not semidefinite.',
    from: [convergence, 'within-gap'],
    change: (c) => {
      Object.assign(c.evidence[1], { t: '16', D: ['-16'] });
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'gap-too-wide',
    says: 'A certified gap, far above 10⁻⁶‖Y‖²: gradient descent has not converged.',
    from: [convergence, 'within-gap'],
    change: (c) => {
      c.instance.W = [[['0', '0']], [['0'], ['0']]];
      c.evidence[1].gap = '9';
    },
  }),
];
