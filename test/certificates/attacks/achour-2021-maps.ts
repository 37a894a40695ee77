import { type Attack, at, malformed, rejected } from './attack.ts';

const map = 'achour-2021/critical-map';
const values = 'achour-2021/critical-values';
const form = 'achour-2021/parameterization';

/** Attacks on what is said of critical points and eigenvectors of Σ. */
export const maps: readonly Attack[] = [
  rejected('MAP', '/evidence/1/p', {
    name: 'projection-on-the-other-eigenvector',
    says: 'The line is spanned by an eigenvector of Σ, but it is not the line of R.',
    from: [map, 'holds'],
    change: (c) => {
      c.evidence[1].p = [['1'], ['0']];
    },
  }),
  rejected('MAP', '/evidence/1/p', {
    name: 'projection-on-everything',
    says: 'P = I commutes with every Σ, and PR = R; but R has rank 1.',
    from: [map, 'holds'],
    change: (c) => {
      const I2 = [...[['1', '0']], ...[['0', '1']]];
      Object.assign(c.evidence[1], { p: I2, pInverse: I2 });
    },
  }),
  rejected('MAP', '/evidence/1/pInverse', {
    name: 'projection-that-is-none',
    says: 'With another inverse p·pInverse·pᵀ is a multiple of a projection.',
    from: [map, 'holds'],
    change: (c) => {
      c.evidence[1].pInverse = [['2']];
    },
  }),
  at('VACUOUS')('HYPOTHESIS', '/hypotheses/4', {
    name: 'fitted-but-not-critical',
    says: 'R = 0 is of the form that critical points have, but the gradient is not zero.',
    from: [map, 'holds-with-nothing-fitted'],
    change: (c) => {
      c.instance.W[1] = [['1']];
    },
  }),
  rejected('VALUES', '/evidence/2/points', {
    name: 'critical-value-left-out',
    says: 'The list of critical values lacks one set of eigenvalues.',
    from: [values, 'holds'],
    change: (c) => {
      c.evidence[2].points.pop();
    },
  }),
  rejected('VALUES', '/evidence/2/points/2/W', {
    name: 'critical-value-of-another-set',
    says: 'For the smaller eigenvalue the point of the larger one is given again.',
    from: [values, 'holds'],
    change: (c) => {
      c.evidence[2].points[2].W = c.evidence[2].points[1].W;
    },
  }),
  rejected('VALUES', '/evidence/2/points/0/W', {
    name: 'critical-value-at-no-critical-point',
    says: 'R = diag(6, 0) has the same loss as R = 0, but its gradient is not zero.',
    from: [values, 'holds'],
    change: (c) => {
      c.evidence[2].points[0].W = [[['6', '0']], [['1'], ['0']]];
    },
  }),
  rejected('EVIDENCE', '/evidence', {
    name: 'critical-values-kept-back',
    says: 'The eigenvalues are known and few, and the list of critical values is left out.',
    from: [values, 'holds'],
    change: (c) => {
      c.evidence.pop();
    },
  }),
  rejected('FORM', '/evidence/2/qInverse', {
    name: 'no-basis-of-the-complement',
    says: 'With q = 0 every block Z_H fits, and every product vanishes.',
    from: [form, 'holds'],
    change: (c) => {
      c.evidence[2].q = [['0'], ['0']];
    },
  }),
  rejected('FORM', '/evidence/2/inverses/0', {
    name: 'gauge-that-is-not-invertible',
    says: 'A basis of a hidden layer in which one direction is lost.',
    from: [form, 'holds'],
    change: (c) => {
      c.evidence[2].gauges[0] = [...[['1', '0']], ...[['0', '0']]];
    },
  }),
  rejected('FORM', '/evidence/2/Z/2', {
    name: 'block-set-to-zero',
    says: 'A block is claimed to vanish that does not.',
    from: [form, 'holds-without-a-zero-block'],
    change: (c) => {
      c.evidence[2].Z[2] = c.evidence[2].Z[2].map((row: string[]) => row.map(() => '0'));
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'zero-block-hidden-by-a-basis',
    says: 'That two blocks need not vanish, shown at a point where two do: in another basis the first one is K instead of 0.',
    from: [form, 'holds'],
    change: (c) => {
      c.statement += '~two-zeros-necessary';
      c.verdict = 'fails';
      const e = c.evidence[2];
      // D_1 ↦ D_1·F⁻¹ with F = ((1, 0), (1, 1)): the second row of F·D_1⁻¹W_1 = [K; 0] is K.
      e.gauges[0] = [...[['1', '0']], ...[['-1', '1']]];
      e.inverses[0] = [...[['1', '0']], ...[['1', '1']]];
      e.Z[0] = [['2', '0']];
    },
  }),
  rejected('EVIDENCE', '/evidence', {
    name: 'minimizer-not-shown',
    says: 'For r = d it is left out whether R fits the largest eigenvalues.',
    from: [form, 'holds-for-a-minimizer'],
    change: (c) => {
      c.evidence.pop();
    },
  }),
  malformed('SHAPE', '/evidence/2/Z', {
    name: 'layer-without-a-block',
    says: 'Three layers, and two blocks.',
    from: [form, 'holds'],
    change: (c) => {
      c.evidence[2].Z.pop();
    },
  }),
];
