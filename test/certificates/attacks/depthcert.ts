import { type Attack, at, type Loose, rejected } from './attack.ts';

const gap = 'depthcert/gap';
/** Y = diag(3, 1), and one neuron fits the smaller value: t = 1, Z = diag(8, 0), the gap is 4. */
const saddle = [gap, 'within-gap'] as const;

const refuting = (c: Loose, variant: string, left: string[][], right: string[][]): void => {
  c.statement = `${gap}~${variant}`;
  c.evidence.push({ kind: 'better-matrix', left, right });
};

export const depthcert: readonly Attack[] = [
  rejected('GAP', '/evidence/1/gap', {
    name: 'gap-below-the-excess',
    says: 'A little less than the distance to the least loss.',
    from: saddle,
    change: (c) => {
      c.evidence[1].gap = '39/10';
    },
  }),
  rejected('GAP', '/evidence/1/slack', {
    name: 'gap-by-a-lower-threshold',
    says: 'With a smaller t the bound would be higher, but tI + Z − Σ is not semidefinite.',
    from: saddle,
    change: (c) => {
      Object.assign(c.evidence[1], { t: '1/2', gap: '15/4' });
    },
  }),
  rejected('GAP', '/evidence/1/slack', {
    name: 'gap-without-the-largest-eigenvalue',
    says: 'Z is left out: t alone is below the largest eigenvalue.',
    from: saddle,
    change: (c) => {
      Object.assign(c.evidence[1], { D: [], L: [[], []], gap: '0' });
    },
  }),
  rejected('EVIDENCE', '/evidence/0', {
    name: 'gap-without-least-squares',
    says: 'Nothing says what Σ is.',
    from: saddle,
    change: (c) => {
      c.evidence.shift();
    },
  }),
  at('DECLINED')('LOSS', '/instance/loss/kind', {
    name: 'gap-of-another-loss',
    says: 'Weak duality here is about the square loss.',
    from: saddle,
    change: (c) => {
      c.instance.loss = { kind: 'quartic' };
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'half-gap-by-exactly-half',
    says: 'A matrix that is better by half of the gap, and not by more: half of the gap may suffice.',
    from: saddle,
    change: (c) => refuting(c, 'half-gap', [['1'], ['0']], [['1', '0']]),
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'half-gap-by-a-matrix-of-higher-rank',
    says: 'A matrix of rank d + 1 says nothing about those of rank d.',
    from: saddle,
    change: (c) =>
      refuting(
        c,
        'half-gap',
        [
          ['3', '0'],
          ['0', '1'],
        ],
        [
          ['1', '0'],
          ['0', '1'],
        ],
      ),
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'rank-bound-plus-two',
    says: 'The gap is said not to hold for rank d + 1, by a factorization through d + 2.',
    from: saddle,
    change: (c) =>
      refuting(
        c,
        'rank-bound-plus-one',
        [
          ['3', '0', '0'],
          ['0', '1', '0'],
        ],
        [
          ['1', '0'],
          ['0', '1'],
          ['0', '0'],
        ],
      ),
  }),
  rejected('ZERO', '/evidence/2', {
    name: 'large-gap-at-a-slope',
    says: 'That a critical point may have a large gap is shown at a point that is not critical.',
    from: saddle,
    change: (c) => {
      c.instance.W = [[['0', '1']], [['0'], ['1/2']]];
      c.evidence[1].gap = '33/8';
      c.evidence.push({ kind: 'zero', of: 'gradient' });
      refuting(c, 'critical-is-enough', [['1'], ['0']], [['3', '0']]);
    },
  }),
];
