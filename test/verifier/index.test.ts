import { describe, expect, test } from 'vitest';
import { verifyCertificate } from '../../src/verifier/index.ts';
import { LEMMAS } from '../../src/verifier/trust.ts';
import { type Draft, examples, noPrefix, seal, verifyDraft } from './examples.ts';

const outcome = (text: string) => {
  const { status, code, pointer } = verifyCertificate(text);
  return [status, code, pointer];
};

describe('certificates written by hand are accepted', () => {
  const valid = Object.entries({ ...examples, noPrefix }).filter(([name]) => name !== 'undecided');
  test.each(valid)('%s', (_, make) => {
    const result = verifyDraft(make());
    expect(result).toMatchObject({ status: 'VALID_EXACT', statement: make().statement, verdict: make().verdict });
    expect(result.claim).toContain(make().statement);
    const known = LEMMAS.map((lemma) => lemma.id);
    for (const id of result.reliesOn!) expect(known).toContain(id);
  });

  test('white space and the order of keys do not matter', () => {
    const reversed = Object.fromEntries(Object.entries(JSON.parse(seal(examples.strictSaddle()))).reverse());
    expect(outcome(` ${JSON.stringify(reversed, null, 2)}\n`)).toEqual(['VALID_EXACT', undefined, undefined]);
  });
});

describe('the claim', () => {
  test('is built from the instance and the statement table', () => {
    expect(verifyDraft(examples.strictSaddle()).claim).toBe(
      'depthcert/decision (every point gets a certified class) holds for this instance: for the linear network of widths 2-1-2 with m = 2 and the square loss, W is a critical point, neither minimum nor maximum, and the Hessian has a negative eigenvalue.',
    );
  });
  test('of a variant says that it is false', () => {
    expect(verifyDraft(examples.criticalIsGlobal()).claim).toContain('~critical-is-global is false: it claims that');
  });
  test('comes with the lemmas it relies on', () => {
    expect(verifyDraft(examples.globalMinimizer()).reliesOn).toEqual([
      'rank-factorization',
      'normal-equations',
      'gershgorin',
      'ky-fan',
      'rayleigh',
    ]);
  });
});

describe('texts that are not certificates', () => {
  test.each([
    ['the empty text', '', 'MALFORMED', 'JSON', ''],
    ['an array', '[]', 'MALFORMED', 'TYPE', ''],
    ['an object without format', '{}', 'MALFORMED', 'MISSING_FIELD', ''],
    ['a format that is not a string', '{"format":1}', 'MALFORMED', 'TYPE', '/format'],
    ['a future version, whatever else it has', '{"format":"depthcert/2","new":[]}', 'DECLINED', 'VERSION', '/format'],
    ['nesting beyond 32', `{"a":${'['.repeat(32)}`, 'LIMIT', 'LIMIT', `/a${'/0'.repeat(31)}`],
    ['more than 64 MiB', ' '.repeat(2 ** 26 + 1), 'LIMIT', 'LIMIT', ''],
    ['more than 64 MiB of UTF-8 in fewer characters', 'é'.repeat(2 ** 25 + 1), 'LIMIT', 'LIMIT', ''],
    ['trailing bytes', `${seal(examples.strictSaddle())}x`, 'MALFORMED', 'JSON', ''],
  ])('%s', (_, text, ...expected) => {
    expect(outcome(text)).toEqual(expected);
  });
});

type Case = [title: string, change: (c: Draft) => void, status: string, code: string, pointer: string];

describe('a changed certificate with a fresh digest', () => {
  const cases: Case[] = [
    [
      'an unknown field',
      (c) => {
        c.note = '';
      },
      'MALFORMED',
      'UNKNOWN_FIELD',
      '/note',
    ],
    [
      'a field __proto__',
      (c) => Object.defineProperty(c, '__proto__', { value: {}, enumerable: true }),
      'MALFORMED',
      'UNKNOWN_FIELD',
      '/__proto__',
    ],
    [
      'a missing field',
      (c) => {
        delete c.instance.Y;
      },
      'MALFORMED',
      'MISSING_FIELD',
      '/instance',
    ],
    [
      'an unknown statement',
      (c) => {
        c.statement = 'depthcert/decision~x';
      },
      'DECLINED',
      'STATEMENT',
      '/statement',
    ],
    [
      'an unknown loss',
      (c) => {
        c.instance.loss = { kind: 'huber', delta: '1' };
      },
      'DECLINED',
      'LOSS',
      '/instance/loss/kind',
    ],
    [
      'a field beside the square loss',
      (c) => {
        c.instance.loss.delta = '1';
      },
      'MALFORMED',
      'UNKNOWN_FIELD',
      '/instance/loss/delta',
    ],
    [
      'one width',
      (c) => {
        c.instance.widths = [2];
      },
      'MALFORMED',
      'SHAPE',
      '/instance/widths',
    ],
    [
      'a width as a string',
      (c) => {
        c.instance.widths[1] = '1';
      },
      'MALFORMED',
      'TYPE',
      '/instance/widths/1',
    ],
    [
      'a width above 512',
      (c) => {
        c.instance.widths[1] = 513;
      },
      'LIMIT',
      'LIMIT',
      '/instance/widths/1',
    ],
    [
      '65 layers',
      (c) => {
        c.instance.widths = Array(66).fill(1);
      },
      'LIMIT',
      'LIMIT',
      '/instance/widths',
    ],
    [
      '100,001 samples',
      (c) => {
        c.instance.X[0] = Array(100_001).fill('0');
      },
      'LIMIT',
      'LIMIT',
      '/instance/X/0',
    ],
    [
      'a layer too many',
      (c) => {
        c.instance.W.push([]);
      },
      'MALFORMED',
      'SHAPE',
      '/instance/W',
    ],
    [
      'a row too many',
      (c) => {
        c.instance.W[0].push(['0', '0']);
      },
      'MALFORMED',
      'SHAPE',
      '/instance/W/0',
    ],
    [
      'a ragged row',
      (c) => {
        c.instance.X[1].pop();
      },
      'MALFORMED',
      'SHAPE',
      '/instance/X/1',
    ],
    [
      'an entry that is a JSON number',
      (c) => {
        c.instance.X[1][0] = 0;
      },
      'MALFORMED',
      'TYPE',
      '/instance/X/1/0',
    ],
    [
      'a fraction not in lowest terms',
      (c) => {
        c.instance.Y[1][1] = '2/4';
      },
      'MALFORMED',
      'NUMBER',
      '/instance/Y/1/1',
    ],
    [
      'a number of 20,001 digits',
      (c) => {
        c.instance.Y[1][1] = '1'.repeat(20_001);
      },
      'LIMIT',
      'LIMIT',
      '/instance/Y/1/1',
    ],
    [
      'an unknown verdict',
      (c) => {
        c.verdict = 'ridge';
      },
      'MALFORMED',
      'ENUM',
      '/verdict',
    ],
    [
      'an unknown kind of evidence',
      (c) => {
        c.evidence[1].kind = 'trust-me';
      },
      'MALFORMED',
      'ENUM',
      '/evidence/1/kind',
    ],
    [
      'another tier',
      (c) => {
        c.provenance.tier = 'float';
      },
      'MALFORMED',
      'ENUM',
      '/provenance/tier',
    ],
    [
      'a seed that is a number',
      (c) => {
        c.provenance.seed = 0;
      },
      'MALFORMED',
      'TYPE',
      '/provenance/seed',
    ],
    [
      'an index that is a string',
      (c) => {
        c.provenance.index = '0';
      },
      'MALFORMED',
      'TYPE',
      '/provenance/index',
    ],
    [
      'a verdict that the statement does not have',
      (c) => {
        c.verdict = 'convex';
      },
      'REJECTED',
      'VERDICT',
      '/verdict',
    ],
    [
      'a hypothesis that the statement does not have',
      (c) => {
        c.hypotheses.push({ id: 'A1', evidence: { kind: 'loss' } });
      },
      'REJECTED',
      'HYPOTHESES',
      '/hypotheses/0',
    ],
    [
      'evidence left out',
      (c) => {
        c.evidence.pop();
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence',
    ],
    [
      'evidence in another order',
      (c) => {
        c.evidence.reverse();
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/0',
    ],
    [
      'evidence twice',
      (c) => {
        c.evidence.push(c.evidence[3]);
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/4',
    ],
    [
      'nothing claimed',
      (c) => {
        c.verdict = 'undecided';
        c.evidence = [];
      },
      'UNDECIDED',
      'UNDECIDED',
      '/verdict',
    ],
    [
      'nothing claimed, with evidence',
      (c) => {
        c.verdict = 'undecided';
      },
      'REJECTED',
      'EVIDENCE',
      '/evidence/0',
    ],
  ];
  test.each(cases)('%s', (_, change, ...expected) => {
    const draft = examples.strictSaddle();
    change(draft);
    expect(outcome(seal(draft))).toEqual(expected);
  });

  test('a wrong digest', () => {
    const draft = JSON.parse(seal(examples.strictSaddle()));
    draft.provenance.index = 1;
    expect(outcome(JSON.stringify(draft))).toEqual(['REJECTED', 'DIGEST', '/digest']);
  });
  test('a key that occurs twice', () => {
    const text = seal(examples.strictSaddle()).replace('"widths":', '"widths":[1],"widths":');
    expect(outcome(text)).toEqual(['MALFORMED', 'DUPLICATE_KEY', '/instance/widths']);
  });
  test('a rejected certificate comes with no claim', () => {
    const draft = examples.strictSaddle();
    draft.evidence[2].V[0][0][0] = '0';
    expect(verifyDraft(draft).claim).toBeUndefined();
  });
});

describe('limits of size', () => {
  test('8,000,000 digits in all', () => {
    const draft = examples.strictSaddle();
    draft.instance.widths = [20, 21, 2];
    draft.instance.X = Array(20).fill(Array(20).fill('7'.repeat(20_000)));
    draft.instance.Y = [['1'], ['1']].map(() => Array(20).fill('1'));
    expect(outcome(seal(draft))).toEqual(['LIMIT', 'LIMIT', '/instance/Y/0/0']);
  });
  test('a common denominator that would fill the memory', () => {
    const draft = examples.strictSaddle();
    const n = 19;
    draft.instance.widths = [n, 1, 2];
    // 10^18000 + odd numbers: near to coprime.
    const q = (k: number) => `1/1${'0'.repeat(17_990)}${String(2 * k + 1).padStart(9, '0')}`;
    draft.instance.X = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => q(n * i + j)));
    expect(outcome(seal(draft))[0]).toBe('LIMIT');
  });
  test('more than 1,024 coordinates where the Hessian is asked for', () => {
    const draft = examples.nonStrictSaddle();
    const zeros = (r: number, c: number) => Array(r).fill(Array(c).fill('0'));
    draft.instance = { ...draft.instance, widths: [1, 512, 8, 1], X: [['1']], Y: [['1']] };
    draft.instance.W = [zeros(512, 1), zeros(8, 512), zeros(1, 8)];
    expect(outcome(seal(draft))).toEqual(['LIMIT', 'LIMIT', '/evidence/2/proof']);
  });
});

describe('degenerate networks', () => {
  test('no inputs: L is constant, every point is a global minimizer', () => {
    const draft = examples.convexity();
    draft.instance = { ...draft.instance, widths: [0, 1], X: [], Y: [['1', '2']], W: [[[]]] };
    draft.evidence[0] = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
    expect(verifyDraft(draft).status).toBe('VALID_EXACT');
  });
  test('no outputs, no samples', () => {
    const draft = examples.convexity();
    draft.instance = { ...draft.instance, widths: [2, 1, 0], X: [[], []], Y: [], W: [[['1', '2']], []] };
    draft.evidence[0] = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
    expect(verifyDraft(draft).status).toBe('VALID_EXACT');
  });
  test('a hidden width of 0 is no saddle', () => {
    const draft = examples.strictSaddle();
    draft.instance = { ...draft.instance, widths: [2, 0, 2], W: [[], [[], []]] };
    draft.evidence[0] = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
    draft.evidence[2].V = [[], [[], []]];
    draft.evidence[3].curve = [];
    expect(outcome(seal(draft))).toEqual(['REJECTED', 'CURVATURE', '/evidence/2/V']);
  });
});

describe('no text makes the verifier throw, or accept something else', () => {
  const text = seal(examples.achourSwap());
  test('every beginning of a certificate', () => {
    for (let n = 0; n < text.length; n++) expect(verifyCertificate(text.slice(0, n)).status).toBe('MALFORMED');
  });
  test('every character replaced', () => {
    for (let n = 0; n < text.length; n++) {
      for (const c of ['0', ']']) {
        if (text[n] === c) continue;
        expect(verifyCertificate(text.slice(0, n) + c + text.slice(n + 1)).status).not.toBe('VALID_EXACT');
      }
    }
  });

  /** Copies of a value, in each of which one node is replaced. */
  function* mutants(value: Draft, by: Draft): Generator<Draft> {
    yield by;
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      for (const child of mutants(value[key], by)) {
        const copy = Array.isArray(value) ? [...value] : { ...value };
        copy[key] = child;
        yield copy;
      }
    }
  }
  test.each([['0'], [[['1']]]])('every node replaced by %j', (by) => {
    for (const make of [...Object.values(examples), noPrefix]) {
      for (const mutant of mutants(make(), by)) {
        if (typeof mutant !== 'object' || mutant === null || Array.isArray(mutant)) continue;
        expect(typeof verifyDraft(mutant).status).toBe('string');
      }
    }
  });
});
