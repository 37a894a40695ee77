import { type Attack, at, rejected } from './attack.ts';

const id = 'laurent-von-brecht-2018/thm-1';
const spurious = ['zhang-2019/reduction', 'spurious-local-minimum'] as const;
const fitted = [id, 'global-minimizer'] as const;

export const laurentVonBrecht2018: readonly Attack[] = [
  at('VACUOUS')('HYPOTHESIS', '/hypotheses/0', {
    name: 'hidden-layer-too-narrow',
    says: 'One neuron between two inputs and two outputs: the theorem does not speak of it.',
    from: spurious,
    change: (c) => {
      c.statement = id;
      c.hypotheses = [
        { id: 'A1', evidence: { kind: 'dimensions' } },
        { id: 'A2', evidence: { kind: 'loss' } },
      ];
    },
  }),
  rejected('CONVEXITY', '/evidence/1', {
    name: 'wide-network-not-fitted',
    says: 'The target was moved, and the gradient of f is not zero any more.',
    from: fitted,
    change: (c) => {
      c.instance.Y[0][0] = '5';
    },
  }),
];
