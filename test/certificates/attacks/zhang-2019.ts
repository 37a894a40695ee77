import { type Attack, at, type Loose, malformed, rejected } from './attack.ts';

const paper = 'zhang-2019';
const spurious = [`${paper}/reduction`, 'spurious-local-minimum'] as const;
const bounded = [`${paper}/reduction`, 'global-minimizer-of-bounded-rank'] as const;
const quartic = [`${paper}/full-rank`, 'not-a-local-minimum-quartic'] as const;
const fitted = [`${paper}/multi-tower`, 'tower-minimizer'] as const;

const I2 = [
  ['1', '0'],
  ['0', '1'],
];
const ones = [
  ['1', '1'],
  ['1', '1'],
];
const half = [
  ['1', '0'],
  ['0', '0'],
];

/** The counterexample to `full-rank` without "differentiable": R = 0, and R′_10 is bounded by the other entries. */
function absolute(c: Loose): void {
  const term = (coefficient: string, ...of: number[]) => ({ c: coefficient, of });
  const multiplier = (row: number, col: number, ...q: unknown[]) => ({ row, col, q });
  const weights = [
    ['2', '2'],
    ['1', '2'],
  ];
  const lower = [
    ['0', '0'],
    ['0', '1'],
  ];
  const Y = [
    ['0', '0'],
    ['1', '0'],
  ];
  const noRank = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
  const proof = {
    form: 'domination',
    row: 1,
    col: 0,
    common: [term('1'), term('1', 3), term('1', 4), term('1', 3, 4)],
    multipliers: [
      multiplier(0, 0, term('1', 6), term('1', 3, 6)),
      multiplier(0, 1, term('-1', 2, 6)),
      multiplier(1, 1, term('1', 2), term('1', 2, 4)),
    ],
  };
  Object.assign(c, {
    statement: `${paper}/full-rank~not-differentiable`,
    instance: { widths: [2, 2, 2], X: I2, Y, W: [lower, half], loss: { kind: 'absolute', weights } },
    hypotheses: [
      { id: 'A1', evidence: noRank },
      { id: 'A2', evidence: { kind: 'loss' } },
    ],
    evidence: [
      { kind: 'local-minimum', j: 1, proof },
      {
        kind: 'better-point',
        to: [
          half,
          [
            ['0', '0'],
            ['1', '0'],
          ],
        ],
      },
    ],
  });
  // No two fields share an object.
  Object.assign(c, JSON.parse(JSON.stringify(c)));
}

export const zhang2019: readonly Attack[] = [
  malformed('ENUM', '/evidence/1/proof/proof/form', {
    name: 'local-minimum-by-squares',
    says: 'A sum of squares shows a semidefinite Hessian, but not that its kernel is as small as the orbit.',
    from: spurious,
    change: (c) => {
      c.evidence[1].proof.proof = { form: 'sum-of-squares', D: [], L: [[], [], [], []] };
    },
  }),
  rejected('MINIMUM', '/evidence/1/proof/proof/index', {
    name: 'local-minimum-with-a-large-kernel',
    says: 'A kernel larger than the orbit: along the rest of it the loss might fall at third order.',
    from: spurious,
    change: (c) => {
      c.evidence[1].proof.proof = {
        form: 'dominance',
        index: [0, 1],
        scale: ['1', '1'],
        factor: [['1'], ['0', '1']],
        kernel: [
          ['0', '0'],
          ['0', '0'],
        ],
      };
    },
  }),
  rejected('MINIMUM', '/evidence/1/proof/proof/factor/0/0', {
    name: 'local-minimum-with-a-singular-factor',
    says: 'With a zero on the diagonal of the factor the block may be singular, and the kernel larger.',
    from: spurious,
    change: (c) => {
      c.evidence[1].proof.proof.factor[0][0] = '0';
    },
  }),
  rejected('MINIMUM', '/evidence/1/proof', {
    name: 'local-minimum-at-a-slope',
    says: 'The target was moved: second order says nothing where the gradient is not zero.',
    from: spurious,
    change: (c) => {
      c.instance.Y[0][0] = '2';
    },
  }),
  rejected('PSD', '/evidence/1/proof/proof', {
    name: 'local-minimum-that-is-a-saddle',
    says: 'With all weights 1 and R fitting the smaller singular value the point is a saddle.',
    from: spurious,
    change: (c) => {
      c.instance.loss.weights = ones;
      c.instance.W[0] = [['1/4', '-1/4']];
    },
  }),
  rejected('BETTER', '/evidence/2', {
    name: 'better-point-is-the-point',
    says: 'The better point is the point itself.',
    from: spurious,
    change: (c) => {
      c.evidence[2].to = c.instance.W;
    },
  }),
  malformed('SHAPE', '/evidence/2/to/0', {
    name: 'better-point-with-another-neuron',
    says: 'A wider network is better; it is another network.',
    from: spurious,
    change: (c) => {
      c.evidence[2].to = [I2, I2];
    },
  }),
  malformed('RANGE', '/instance/loss/weights', {
    name: 'weight-zero',
    says: 'A weight of 0: the loss no longer sees that entry, and is constant along more than the orbit.',
    from: spurious,
    change: (c) => {
      c.instance.loss.weights[0][1] = '0';
    },
  }),
  rejected('MINIMUM', '/evidence/0/proof', {
    name: 'domination-with-a-second-target',
    says: 'A second entry of Y is not 0, so the other entries of the product are not only a cost.',
    from: spurious,
    change: (c) => {
      absolute(c);
      c.instance.Y[0][1] = '1';
    },
  }),
  rejected('MINIMUM', '/evidence/0/proof', {
    name: 'domination-of-mixed-inputs',
    says: 'X is not the identity: the loss is not a sum over the entries of R.',
    from: spurious,
    change: (c) => {
      absolute(c);
      c.instance.X[0][1] = '1';
    },
  }),
  rejected('MINIMUM', '/evidence/0/proof/common', {
    name: 'domination-by-a-small-factor',
    says: 'Both sides times a variable: an identity, but the factor on the left is 0 at the point.',
    from: spurious,
    change: (c) => {
      absolute(c);
      const { common, multipliers } = c.evidence[0].proof;
      for (const p of [common, ...multipliers.map((m: Loose) => m.q)]) for (const term of p) term.of.unshift(0);
    },
  }),
  at('DECLINED')('LOSS', '/instance/loss/kind', {
    name: 'absolute-loss-in-the-theorem',
    says: 'The counterexample without a derivative, passed off as an instance of the theorem.',
    from: spurious,
    change: (c) => {
      absolute(c);
      c.statement = `${paper}/full-rank`;
    },
  }),
  rejected('EVIDENCE', '/evidence/1', {
    name: 'ky-fan-for-a-weighted-loss',
    says: 'Ky Fan bounds the square loss; with weights the best matrix of a rank is another one.',
    from: ['lu-kawaguchi-2017/thm-2.1', 'global-minimizer'],
    first: (c) => {
      Object.assign(c, { statement: `${paper}/reduction`, hypotheses: [{ id: 'A1', evidence: { kind: 'loss' } }] });
    },
    change: (c) => {
      c.instance.loss = { kind: 'weighted-square', weights: ones };
    },
  }),
  rejected('EVIDENCE', '/evidence/1', {
    name: 'leading-for-a-weighted-loss',
    says: 'The same by leading eigenvalues, which are those of the square loss.',
    from: bounded,
    change: (c) => {
      c.instance.loss = { kind: 'weighted-square', weights: ones };
    },
  }),
  rejected('CURVE', '/evidence/1', {
    name: 'order-beyond-what-the-gradient-tells',
    says: 'The product moves at t, and the loss falls at t²: of a loss that is not quadratic, ⟨G, Δ⟩ does not tell.',
    from: quartic,
    change: (c) => {
      c.instance = { widths: [2, 2, 2], X: I2, Y: I2, W: [half, half], loss: { kind: 'quartic' } };
      c.hypotheses[0].evidence = { kind: 'rank', of: 'R', rank: 1, rows: [0], cols: [0], inverse: [['1']] };
      const curve = [1, 2].map((layer) => ({ layer, power: 1, matrix: I2 }));
      for (const k of [1, 2]) Object.assign(c.evidence[k], { order: 2, curve });
    },
  }),
  rejected('CONVEXITY', '/evidence/0', {
    name: 'tower-moved',
    says: 'Another tower was moved: the given one no longer has the gradient 0.',
    from: fitted,
    change: (c) => {
      c.instance.others[0].W[0][0][0] = '2';
    },
  }),
  malformed('UNKNOWN_FIELD', '/instance/others', {
    name: 'towers-in-a-statement-on-one-network',
    says: 'Another tower in a statement on one network, which would hide a part of Y.',
    from: fitted,
    change: (c) => {
      Object.assign(c, { statement: `${paper}/full-rank`, verdict: 'global-minimizer' });
    },
  }),
  malformed('SHAPE', '/instance/others/0/X', {
    name: 'tower-with-other-samples',
    says: 'Another tower has more samples than the first.',
    from: fitted,
    change: (c) => {
      c.instance.others[0].X[0].push('1');
    },
  }),
];
