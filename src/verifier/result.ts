/** What a verification can end in: FORMAT.md, section 7. */
export type Status =
  | 'VALID_EXACT'
  | 'VALID_ENCLOSED'
  | 'UNDECIDED'
  | 'VACUOUS'
  | 'REJECTED'
  | 'DECLINED'
  | 'MALFORMED'
  | 'LIMIT';

type RejectedCode =
  | ('DIGEST' | 'HYPOTHESES' | 'VERDICT' | 'EVIDENCE' | 'ZERO' | 'RANK' | 'CURVATURE' | 'CURVE' | 'PSD' | 'CONVEXITY')
  | ('LEAST_SQUARES' | 'SPECTRUM' | 'KY_FAN' | 'SEPARATION' | 'SWAP' | 'LIFT' | 'CHORD' | 'BETTER' | 'CONCLUSION');
type MalformedCode =
  | ('JSON' | 'UTF8' | 'DUPLICATE_KEY' | 'UNKNOWN_FIELD' | 'MISSING_FIELD')
  | ('TYPE' | 'NUMBER' | 'SHAPE' | 'RANGE' | 'ENUM');
export type Code =
  | RejectedCode
  | MalformedCode
  | ('VERSION' | 'STATEMENT' | 'LOSS' | 'HYPOTHESIS' | 'UNDECIDED' | 'LIMIT');

export interface Result {
  status: Status;
  code?: Code;
  /** JSON pointer (RFC 6901) to the place; `""` is the whole document. */
  pointer?: string;
  message?: string;
  statement?: string;
  verdict?: string;
  /** One sentence: what was verified. Built from the statement table and the instance. */
  claim?: string;
  /** Ids of the lemmas (trust.ts) that are believed without being recomputed. */
  reliesOn?: string[];
}

/** The one exception of this folder: it ends a verification with a status other than valid. */
export class Failure extends Error {
  readonly status: Status;
  readonly code: Code;
  readonly pointer: string;
  constructor(status: Status, code: Code, pointer: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.pointer = pointer;
  }
}

export function malformed(code: MalformedCode, pointer: string, message: string): never {
  throw new Failure('MALFORMED', code, pointer, message);
}

export function overLimit(pointer: string, message: string): never {
  throw new Failure('LIMIT', 'LIMIT', pointer, message);
}

/** Rejects the certificate unless the condition holds. */
export function demand(condition: boolean, code: RejectedCode, pointer: string, message: string): asserts condition {
  if (!condition) throw new Failure('REJECTED', code, pointer, message);
}

/** The pointer of a child: RFC 6901 escapes `~` and `/`. */
export function childPointer(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** FORMAT.md, section 7. `matrixBits` bounds the memory of one matrix read over its common denominator. */
export const LIMITS = {
  bytes: 64 * 2 ** 20,
  depth: 32,
  digits: 20_000,
  totalDigits: 8_000_000,
  width: 512,
  layers: 64,
  samples: 100_000,
  coordinates: 4096,
  power: 1000,
  curveEntries: 256,
  matrixBits: 2 ** 29,
} as const;
