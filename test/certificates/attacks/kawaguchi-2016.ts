import { type Attack, at, malformed, rejected } from './attack.ts';

const reduction = ['kawaguchi-2016/nonlinear-reduction', 'holds'] as const;
const onePath = ['kawaguchi-2016/nonlinear-reduction', 'holds-three-layers'] as const;
const middle = ['kawaguchi-2016/thm-2.3-iv', 'strict-saddle-three-layers'] as const;

export const kawaguchi2016: readonly Attack[] = [
  malformed('UNKNOWN_FIELD', '/evidence/0/outputs', {
    name: 'path-expansion-with-outputs',
    says: 'The outputs of the network are given, in the hope that they are not recomputed.',
    from: reduction,
    change: (c) => {
      c.evidence[0].outputs = [['0', '0']];
    },
  }),
  rejected('EVIDENCE', '/evidence/0', {
    name: 'path-expansion-left-out',
    says: 'The expectation alone: nothing connects it with a ReLU network.',
    from: reduction,
    change: (c) => {
      c.evidence.shift();
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'paths-active-as-in-a-linear-network',
    says: 'A network whose neurons are all active computes RX; it is said to compute no multiple of it.',
    from: onePath,
    change: (c) => {
      c.statement += '~dependent-activations';
      c.verdict = 'fails';
      c.evidence.pop();
    },
  }),
  malformed('RANGE', '/evidence/1/rho', {
    name: 'bernoulli-above-one',
    says: 'A probability of 3/2: the identity would hold all the same.',
    from: reduction,
    change: (c) => {
      c.evidence[1].rho = '3/2';
    },
  }),
  rejected('EVIDENCE', '/evidence/1', {
    name: 'bernoulli-one-coin',
    says: 'One coin for all paths, where the statement is about independent ones.',
    from: reduction,
    change: (c) => {
      c.evidence[1].joint = 'one-coin';
    },
  }),
  at('LIMIT')('LIMIT', '/evidence/1', {
    name: 'bernoulli-forty-paths',
    says: 'Forty paths to an output have a trillion masks.',
    from: reduction,
    change: (c) => {
      c.instance.widths = [1, 40, 1];
      c.instance.W = [Array(40).fill(['1']), [Array(40).fill('1')]];
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'half-rho-of-nothing',
    says: 'With ρ = 0 the expected output is ½ρRX, too: nothing is refuted.',
    from: onePath,
    change: (c) => {
      c.statement += '~half-rho';
      c.verdict = 'fails';
      c.evidence.shift();
      c.evidence[0].rho = '0';
    },
  }),
  rejected('HYPOTHESES', '/hypotheses/5', {
    name: 'middle-of-another-pair',
    says: 'The rank of inner(2,1), an identity, is given for that of W₂.',
    from: middle,
    change: (c) => {
      c.hypotheses[5].evidence.of = 'inner(2,1)';
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'strict-saddle-of-three-layers',
    says: 'A strict saddle of three layers shows nothing of saddles that are not strict.',
    from: middle,
    change: (c) => {
      c.statement = 'kawaguchi-2016/cor-2.4';
      c.hypotheses.pop();
    },
  }),
  rejected('EVIDENCE', '/evidence/2', {
    name: 'saddle-that-only-descends',
    says: 'The loss falls along both curves: that excludes no maximum.',
    from: ['kawaguchi-2016/thm-2.3-iii', 'saddle'],
    change: (c) => {
      c.evidence[2] = structuredClone(c.evidence[1]);
    },
  }),
  rejected('BETTER', '/evidence/2', {
    name: 'unrestricted-by-the-same-matrix',
    says: 'R itself is offered as the matrix with a smaller loss.',
    from: ['kawaguchi-2016/thm-2.3-ii', 'global-minimizer'],
    change: (c) => {
      c.statement += '~unrestricted';
      c.evidence.push({ kind: 'better-matrix', left: c.instance.W[1], right: c.instance.W[0] });
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'no-input-with-input',
    says: 'L is called constant, though X is not 0.',
    from: ['kawaguchi-2016/thm-2.3-i', 'neither-convex-nor-concave'],
    change: (c) => {
      c.statement += '~no-input';
      c.verdict = 'convex';
      c.hypotheses.splice(2, 1);
      c.evidence = [{ kind: 'rank', of: 'X', rank: 1, rows: [0], cols: [0], inverse: [['1']] }];
    },
  }),
];
