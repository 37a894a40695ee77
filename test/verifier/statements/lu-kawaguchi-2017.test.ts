import { describe, expect, test } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { point, scalar } from '../../../properties/points.ts';
import { makeCertificate } from '../../../src/certificate/write.ts';
import { rankEvidence } from '../../../src/evidence/rank.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import { partialProducts } from '../../../src/network/network.ts';
import { type Draft, verifyDraft } from '../examples.ts';

const paper = 'lu-kawaguchi-2017';
const provenance = { generator: 'test', seed: '0', path: '', index: 0, version: '0', tier: 'exact' } as const;

/** The certificate of an instance, as a draft that may be changed; of a variant, if one is named. */
function draft(statement: string, instance: AnyInstance, variant = ''): Draft {
  const property = properties.find(({ id }) => id === `${paper}/${statement}`)!;
  const proof = variant
    ? property.variants.find(({ id }) => id === variant)!.refute(instance)
    : property.prove(instance);
  if (!proof) throw new Error('no proof');
  const id = `${paper}/${statement}${variant && `~${variant}`}`;
  return JSON.parse(JSON.stringify(makeCertificate(id, instance, proof, provenance)));
}
const rank = (of: string, instance: AnyInstance) => rankEvidence(of, partialProducts(instance).R);

// 2 → 1 → 2 on X = I, Y = diag(3, 1).
const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
const larger = point(I2, Y31, [[1, 0]], [[3], [0]]);
const smaller = point(I2, Y31, [[0, 1]], [[0], [1]]);
const half = [
  [1, 0],
  [0, 0],
];
const deficient = point(I2, I2, half, half);
const deepSmaller = point(I2, Y31, [[0, 1]], [[1]], [[0], [1]]);

type Make = () => Draft;
const accepted: [title: string, make: Make, verdict: string][] = [
  ['a descent of the shallow problem', () => draft('thm-2.2', smaller), 'not-a-local-minimum'],
  ['its global minimum', () => draft('thm-2.2', larger), 'global-minimizer'],
  [
    'a critical point that is no local minimum',
    () => draft('thm-2.2', smaller, 'critical-point'),
    'not-a-local-minimum',
  ],
  ['a better matrix of rank 2', () => draft('thm-2.2', larger, 'rank-bound-plus-one'), 'global-minimizer'],
  ['a deep point', () => draft('thm-2.3', deepSmaller), 'not-a-local-minimum'],
  ['a deep point that is critical', () => draft('thm-2.3', deepSmaller, 'critical-point'), 'not-a-local-minimum'],
  ['a better matrix at a deep point', () => draft('thm-2.3', larger, 'rank-bound-plus-one'), 'global-minimizer'],
  ['a flat', () => draft('flat', deficient), 'holds'],
  ['no flat of the next layer', () => draft('flat', deficient, 'next-layer'), 'fails'],
  ['no flat at all: widths 1', () => draft('flat', scalar(0, 1, 2), 'full-rank-too'), 'fails'],
  ['no flat at all: one layer', () => draft('flat', scalar(0, 0), 'one-layer'), 'fails'],
  ['a line to full rank', () => draft('full-rank-perturbation', deficient), 'holds'],
  ['no full rank', () => draft('full-rank-perturbation', deficient, 'no-perturbation'), 'fails'],
  ['no full rank with this product', () => draft('full-rank-perturbation', deficient, 'same-product'), 'fails'],
  ['lifts at three bottlenecks', () => draft('lift', scalar(1, 1, 2)), 'holds'],
  ['no lift', () => draft('lift', scalarPlane(), 'rank-deficient'), 'fails'],
  ['a lift that is farther', () => draft('lift', scalar(1, 1, 2), 'half-distance'), 'fails'],
];

/** 2 → 1 → 1 with W_2 = 0, W_1 = (1, 0). */
function scalarPlane() {
  return point([[1], [1]], [[0]], [[1, 0]], [[0]]);
}

describe('accepted', () => {
  test.each(accepted)('%s', (_, make, verdict) => {
    const result = verifyDraft(make());
    expect([result.status, result.verdict, result.message]).toEqual(['VALID_EXACT', verdict, undefined]);
  });

  test('without a hypothesis that is false', () => {
    const id = (c: Draft, dropped: string): Draft => ({ ...c, statement: `${c.statement}/without-${dropped}` });
    const drop = (c: Draft, k: number): Draft => ({ ...c, hypotheses: c.hypotheses.toSpliced(k, 1) });
    // X = 0 for A1, H = 1 for A2 of the shallow problem, Y = 0 for A2 of the deep one.
    const shallow = properties.find((p) => p.id === `${paper}/thm-2.2`)!;
    const deep = properties.find((p) => p.id === `${paper}/thm-2.3`)!;
    const cases = [
      [shallow, point([[0]], [[1]], [[1]], [[1]]), 'A1'],
      [shallow, scalar(1, 1), 'A2'],
      [deep, point([[0]], [[1]], [[1]], [[1]]), 'A1'],
      [deep, scalar(0, 0), 'A2'],
    ] as const;
    for (const [property, instance, dropped] of cases) {
      const proof = property.proveWithout(instance, dropped)!;
      const c = makeCertificate(`${property.id}/without-${dropped}`, instance, proof, provenance);
      expect(verifyDraft(JSON.parse(JSON.stringify(c))).status, `${property.id} ${dropped}`).toBe('VALID_EXACT');
    }
    const c = draft('thm-2.3', larger);
    expect(verifyDraft(drop(id(c, 'A2'), 1)).status).toBe('VALID_EXACT');
    expect(verifyDraft(drop(id(c, 'A2'), 0)).code).toBe('HYPOTHESES');
  });
});

type Rejected = [title: string, make: Make, change: (c: Draft) => void, code: string, pointer: string];
const rejected: Rejected[] = [
  [
    'three layers for the shallow problem',
    () => draft('thm-2.3', deepSmaller),
    (c) => {
      c.statement = `${paper}/thm-2.2`;
      c.hypotheses[1] = { id: 'A2', evidence: { kind: 'dimensions' } };
    },
    'HYPOTHESIS',
    '/hypotheses/1',
  ],
  [
    'a better matrix of the same rank',
    () => draft('thm-2.2', larger, 'rank-bound-plus-one'),
    (c) => {
      c.evidence.at(-1).left = [
        ['3', '0', '0'],
        ['0', '1', '0'],
      ];
      c.evidence.at(-1).right = [
        ['1', '0'],
        ['0', '1'],
        ['0', '0'],
      ];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a better matrix of too high a rank at a deep point',
    () => draft('thm-2.3', larger, 'rank-bound-plus-one'),
    (c) => {
      c.evidence.at(-1).left = [
        ['3', '0', '0'],
        ['0', '1', '0'],
      ];
      c.evidence.at(-1).right = [
        ['1', '0'],
        ['0', '1'],
        ['0', '0'],
      ];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a minimizer for a critical point that is none',
    () => draft('thm-2.3', larger),
    (c) => {
      c.statement = `${paper}/thm-2.3~critical-point`;
    },
    'VERDICT',
    '/verdict',
  ],
  [
    'a minimizer of the shallow problem for a critical point that is none',
    () => draft('thm-2.2', larger),
    (c) => {
      c.statement = `${paper}/thm-2.2~critical-point`;
    },
    'VERDICT',
    '/verdict',
  ],
  [
    'a flat at full rank',
    () => draft('flat', deficient),
    (c) => {
      c.instance.W = [I2, I2].map((w) => w.map((row) => row.map(String)));
      c.hypotheses[0].evidence = rankEvidence('R', partialProducts(point(I2, I2, I2, I2)).R);
    },
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'a flat with one layer',
    () => draft('flat', scalar(0, 0, 0)),
    (c) => {
      c.instance.widths = [1, 1];
      c.instance.W.pop();
    },
    'HYPOTHESIS',
    '/hypotheses/1',
  ],
  [
    'no flat, though a width is 2',
    () => draft('flat', scalar(0, 1, 2), 'full-rank-too'),
    (c) => {
      c.instance.widths = [1, 2, 1];
      c.instance.W = [[['1'], ['0']], [['2', '0']]];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'no flat, though R = 0',
    () => draft('flat', scalar(0, 1, 2), 'full-rank-too'),
    (c) => {
      c.instance.W[1] = [['0']];
      c.evidence[0] = rank('R', scalar(0, 0));
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'no flat with two layers',
    () => draft('flat', scalar(0, 0), 'one-layer'),
    (c) => {
      c.instance.widths = [1, 1, 1];
      c.instance.W = [[['0']], [['0']]];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a partial product of full rank',
    () => draft('full-rank-perturbation', deficient, 'no-perturbation'),
    (c) => {
      c.instance.W = [I2, I2].map((w) => w.map((row) => row.map(String)));
      c.evidence[0] = rankEvidence('R', partialProducts(point(I2, I2, I2, I2)).R);
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'the rank of a matrix that is no partial product',
    () => draft('full-rank-perturbation', deficient, 'no-perturbation'),
    (c) => {
      c.evidence[0].of = 'X';
    },
    'EVIDENCE',
    '/evidence/0',
  ],
  [
    'another product, though rank R = d',
    () => draft('full-rank-perturbation', deficient, 'same-product'),
    (c) => {
      c.instance.W = [I2, I2].map((w) => w.map((row) => row.map(String)));
      c.evidence[0] = rankEvidence('R', partialProducts(point(I2, I2, I2, I2)).R);
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a lift left out',
    () => draft('lift', scalar(1, 1, 2)),
    (c) => {
      c.evidence.pop();
    },
    'EVIDENCE',
    '/evidence',
  ],
  [
    'one bottleneck twice',
    () => draft('lift', scalar(1, 1, 2)),
    (c) => {
      c.evidence[2] = c.evidence[0];
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'another R′ at another bottleneck',
    () => draft('lift', scalar(1, 1, 2)),
    (c) => {
      Object.assign(c.evidence[2], { target: [['7']] });
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a lift of a rank-deficient point',
    () => draft('lift', scalar(1, 1, 2)),
    (c) => {
      c.instance.W[1] = [['0']];
      c.hypotheses[0].evidence = rank('R', scalar(0, 0));
    },
    'HYPOTHESIS',
    '/hypotheses/0',
  ],
  [
    'a domination at full rank',
    () => draft('lift', scalarPlane(), 'rank-deficient'),
    (c) => {
      c.instance.W[1] = [['1']];
      c.evidence[0] = { ...rankEvidence('R', partialProducts(point([[1], [1]], [[0]], [[1, 0]])).R) };
      c.evidence.pop();
    },
    'EVIDENCE',
    '/evidence',
  ],
  [
    'a domination where rank R = d = 0',
    () => draft('lift', scalarPlane(), 'rank-deficient'),
    (c) => {
      c.instance.widths = [2, 0, 1];
      c.instance.W = [[], [[]]];
      Object.assign(c.evidence[1], { common: [{ c: '1', of: [] }], multipliers: [] });
    },
    'CONCLUSION',
    '/verdict',
  ],
  [
    'a lift that does not move',
    () => draft('lift', scalar(1, 1, 2), 'half-distance'),
    (c) => {
      for (const lift of c.evidence) Object.assign(lift, { target: [['2']] });
      Object.assign(c.evidence[0], { K: [['1/2']] });
      Object.assign(c.evidence[1], { K: [['1/2']] });
      Object.assign(c.evidence[2], { K: [['1']] });
    },
    'CONCLUSION',
    '/verdict',
  ],
];

describe('rejected', () => {
  test.each(rejected)('%s', (_, make, change, code, pointer) => {
    const c = make();
    change(c);
    const result = verifyDraft(c);
    expect([result.code, result.pointer, result.message]).toEqual([code, pointer, expect.anything()]);
  });
});

test.each(['left(2)', 'right(2)', 'inner(3,1)'])('a partial product that is named %s', (name) => {
  // Three layers of width 2, the middle one of rank 1; the outer ones are the identity but for the one that is asked for.
  const W = { 'left(2)': [I2, I2, half], 'right(2)': [half, I2, I2], 'inner(3,1)': [I2, half, I2] }[name]!;
  const c = draft('full-rank-perturbation', point(I2, I2, ...W), 'no-perturbation');
  c.evidence[0] = { kind: 'rank', of: name, rank: 1, rows: [0], cols: [0], inverse: [['1']] };
  expect(verifyDraft(c).status).toBe('VALID_EXACT');
  c.instance.W = [I2, I2, I2].map((w) => w.map((row) => row.map(String)));
  c.evidence[0] = {
    kind: 'rank',
    of: name,
    rank: 2,
    rows: [0, 1],
    cols: [0, 1],
    inverse: I2.map((r) => r.map(String)),
  };
  expect(verifyDraft(c).code).toBe('CONCLUSION');
});
