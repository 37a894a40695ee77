import { type Attack, at, malformed, rejected } from './attack.ts';

const paper = 'lu-kawaguchi-2017';
const shallow = [`${paper}/thm-2.2`, 'not-a-local-minimum'] as const;
const shallowMinimum = [`${paper}/thm-2.2`, 'global-minimizer'] as const;
const deep = [`${paper}/thm-2.3`, 'not-a-local-minimum-at-the-origin'] as const;
const flat = [`${paper}/flat`, 'holds'] as const;
const toFullRank = [`${paper}/full-rank-perturbation`, 'holds'] as const;
const lift = [`${paper}/lift`, 'holds'] as const;
const everywhere = [`${paper}/lift`, 'holds-at-every-layer'] as const;

export const luKawaguchi2017: readonly Attack[] = [
  at('VACUOUS')('HYPOTHESIS', '/hypotheses/1', {
    name: 'shallow-problem-with-three-layers',
    says: 'A deep point is passed off as one of the shallow problem.',
    from: deep,
    change: (c) => {
      c.statement = `${paper}/thm-2.2`;
      c.hypotheses[1].evidence = { kind: 'dimensions' };
    },
  }),
  rejected('CURVE', '/evidence/2', {
    name: 'shallow-minimum-left-by-a-curve',
    says: 'The descent curve of another point, at a global minimum.',
    from: shallow,
    change: (c) => {
      c.instance.W = [[['1', '0']], [['3'], ['0']]];
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'better-matrix-of-rank-two-more',
    says: 'The rank bound plus one is said to be violated, by a matrix of the rank bound plus two.',
    from: shallowMinimum,
    change: (c) => {
      c.statement = `${paper}/thm-2.2~rank-bound-plus-one`;
      const left = [
        ['3', '0', '0'],
        ['0', '1', '0'],
      ];
      const right = [
        ['1', '0'],
        ['0', '1'],
        ['0', '0'],
      ];
      c.evidence.push({ kind: 'better-matrix', left, right });
    },
  }),

  rejected('FLAT', '/evidence/0/curve', {
    name: 'flat-that-moves-the-product',
    says: 'A third layer joins the flats of the others: the product is t³.',
    from: flat,
    change: (c) => {
      c.evidence[0].curve.push({ layer: 3, power: 1, matrix: [['1']] });
    },
  }),
  rejected('FLAT', '/evidence/0/curve', {
    name: 'flat-that-goes-nowhere',
    says: 'A curve that stays at the point keeps the product, to be sure.',
    from: flat,
    change: (c) => {
      c.evidence[0].curve = [];
    },
  }),
  malformed('RANGE', '/evidence/0/curve/0/matrix', {
    name: 'flat-by-zero',
    says: 'The same with a zero matrix for a move.',
    from: flat,
    change: (c) => {
      c.evidence[0].curve = [{ layer: 1, power: 1, matrix: [['0']] }];
    },
  }),
  rejected('FLAT', '/evidence/0/matrix', {
    name: 'moved-by-nothing',
    says: 'Flats of the next layer are said to move the product, by C = 0.',
    from: flat,
    change: (c) => {
      Object.assign(c, { statement: `${paper}/flat~next-layer`, verdict: 'fails' });
      c.evidence = [{ kind: 'moved', j: 1, matrix: [['0']] }];
    },
  }),
  rejected('FLAT', '/evidence/0/matrix', {
    name: 'moved-outside-the-kernel',
    says: 'The product moves, but B_1C is not 0.',
    from: flat,
    change: (c) => {
      Object.assign(c, { statement: `${paper}/flat~next-layer`, verdict: 'fails' });
      c.instance.W = [[['1']], [['0']], [['1']]];
      c.evidence = [{ kind: 'moved', j: 2, matrix: [['1']] }];
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'no-flat-with-three-layers',
    says: 'That one layer has no flats is said of a network with three.',
    from: flat,
    change: (c) => {
      Object.assign(c, { statement: `${paper}/flat~one-layer`, verdict: 'fails', evidence: [] });
      c.hypotheses.pop();
    },
  }),

  malformed('RANGE', '/evidence/0/t', {
    name: 'full-rank-at-the-point-itself',
    says: 'Full rank at t = 0 would need no perturbation.',
    from: toFullRank,
    change: (c) => {
      c.evidence[0].t = '0';
    },
  }),
  malformed('RANGE', '/evidence/0/curve', {
    name: 'full-rank-along-a-parabola',
    says: 'The format asks for a line.',
    from: toFullRank,
    change: (c) => {
      c.evidence[0].curve[0].power = 2;
    },
  }),
  malformed('SHAPE', '/evidence/0/ranks/3/rows', {
    name: 'full-rank-of-a-smaller-block',
    says: 'Rank 1 is shown where 2 is the least width.',
    from: toFullRank,
    change: (c) => {
      c.evidence[0].ranks[3] = { rows: [0], cols: [0], inverse: [['1']] };
    },
  }),
  rejected('RANK', '/evidence/0/ranks/1/inverse', {
    name: 'full-rank-by-two-layers',
    says: 'One layer of three stays rank-deficient, and the products with it do.',
    from: toFullRank,
    change: (c) => {
      c.evidence[0].curve.splice(1, 1);
    },
  }),
  malformed('SHAPE', '/evidence/0/ranks', {
    name: 'full-rank-of-some-products',
    says: 'One partial product is left out.',
    from: toFullRank,
    change: (c) => {
      c.evidence[0].ranks.pop();
    },
  }),

  rejected('LIFT', '/evidence/0/bound', {
    name: 'lift-nearer-than-the-lemma-says',
    says: 'A constant that is smaller than the one proved.',
    from: lift,
    change: (c) => {
      c.evidence[0].bound = '1';
    },
  }),
  rejected('LIFT', '/evidence/0/target', {
    name: 'lift-of-a-higher-rank',
    says: 'R′ has rank 2, and no layers of these widths have this product.',
    from: lift,
    change: (c) => {
      c.evidence[0].target[1][1] = '1';
    },
  }),
  rejected('LIFT', '/evidence/0/K', {
    name: 'lift-by-no-inverse',
    says: 'K does not invert B′, so that A′ is far away.',
    from: lift,
    change: (c) => {
      c.evidence[0].K = [['1', '0']];
    },
  }),
  rejected('LIFT', '/evidence/0/C', {
    name: 'lift-moves-the-wrong-layer',
    says: 'At the input W_1 has nothing to move by.',
    from: everywhere,
    change: (c) => {
      c.evidence[0].C = [['1']];
    },
  }),
  rejected('CONCLUSION', '/verdict', {
    name: 'lift-at-one-bottleneck-twice',
    says: 'A lift is shown twice at one layer, and not at another.',
    from: everywhere,
    change: (c) => {
      c.evidence[1] = c.evidence[0];
    },
  }),
  rejected('EVIDENCE', '/evidence', {
    name: 'lift-at-some-bottlenecks',
    says: 'The statement is about every bottleneck.',
    from: everywhere,
    change: (c) => {
      c.evidence.pop();
    },
  }),

  rejected('MINIMUM', '/evidence/1', {
    name: 'domination-without-an-identity',
    says: 'At the origin of width 1 the only entry of R′ is said to be 0.',
    from: flat,
    change: (c) => {
      Object.assign(c, { statement: `${paper}/lift~rank-deficient`, verdict: 'fails' });
      const common = [{ c: '1', of: [] }];
      c.evidence = [c.hypotheses[0].evidence, { kind: 'domination', j: 1, row: 0, col: 0, common, multipliers: [] }];
      c.hypotheses = [];
    },
  }),
  rejected('MINIMUM', '/evidence/1/common', {
    name: 'domination-by-zero',
    says: '0·R′ = 0 is an identity, and bounds nothing.',
    from: flat,
    change: (c) => {
      Object.assign(c, { statement: `${paper}/lift~rank-deficient`, verdict: 'fails' });
      const empty = { common: [], multipliers: [] };
      c.evidence = [c.hypotheses[0].evidence, { kind: 'domination', j: 1, row: 0, col: 0, ...empty }];
      c.hypotheses = [];
    },
  }),
];
