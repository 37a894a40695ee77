/** What a verification can end in, and the codes of each status: FORMAT.md, section 7. */
export type Status = 'VALID_EXACT' | 'VALID_ENCLOSED' | keyof typeof CODES;
// biome-ignore format: a table
const CODES = {
  UNDECIDED: ['UNDECIDED'],
  VACUOUS: ['HYPOTHESIS'],
  REJECTED: [
    'DIGEST', 'HYPOTHESES', 'VERDICT', 'EVIDENCE', 'ZERO', 'RANK', 'CURVATURE', 'CURVE', 'PSD', 'CONVEXITY', 'LEAST_SQUARES',
    'SPECTRUM', 'KY_FAN', 'SEPARATION', 'SWAP', 'LIFT', 'CHORD', 'BETTER', 'BALANCED', 'GAP', 'MINIMUM', 'FLAT', 'PATHS', 'MAP', 'VALUES', 'FORM', 'NEAR', 'TIER', 'CONCLUSION',
  ],
  DECLINED: ['VERSION', 'STATEMENT', 'LOSS'],
  MALFORMED: [
    'JSON', 'UTF8', 'DUPLICATE_KEY', 'UNKNOWN_FIELD', 'MISSING_FIELD', 'TYPE', 'NUMBER', 'SHAPE', 'RANGE', 'ENUM',
  ],
  LIMIT: ['LIMIT'],
} as const;
export type Code = (typeof CODES)[keyof typeof CODES][number];

/** `pointer` is a JSON pointer (RFC 6901), `claim` a sentence that says what was verified, `reliesOn` ids of lemmas (trust.ts). */
export interface Result {
  status: Status;
  code?: Code;
  pointer?: string;
  message?: string;
  statement?: string;
  verdict?: string;
  claim?: string;
  reliesOn?: string[];
}

/** The one exception of this folder: it ends a verification with a status other than valid. */
export class Failure extends Error {
  readonly status: Status;
  readonly code: Code;
  readonly pointer: string;
  constructor(code: Code, pointer: string, message: string) {
    super(message);
    const statuses = Object.keys(CODES) as (keyof typeof CODES)[];
    this.status = statuses.find((status) => (CODES[status] as readonly Code[]).includes(code))!;
    this.code = code;
    this.pointer = pointer;
  }
}
export function malformed(code: (typeof CODES.MALFORMED)[number], pointer: string, message: string): never {
  throw new Failure(code, pointer, message);
}
export function overLimit(pointer: string, message: string): never {
  throw new Failure('LIMIT', pointer, message);
}
/** The pointer of a child: RFC 6901 escapes `~` and `/`. */
export const childPointer = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** FORMAT.md, section 7. `bits` bounds the memory of all matrices over their denominators, `work` the time of a file. */
export const LIMITS = {
  bytes: 64 * 2 ** 20,
  depth: 32,
  digits: 20_000,
  totalDigits: 8_000_000,
  width: 512,
  layers: 64,
  samples: 100_000,
  values: 4_000_000,
  coordinates: 512,
  power: 1000,
  curveEntries: 256,
  subsets: 32,
  paths: 4096,
  maskedPaths: 12,
  bits: 2 ** 29,
  work: 2e9,
} as const;
