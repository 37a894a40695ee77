import { DamagedFile } from '../store/lines.ts';
import { type Result, verifyCertificate } from '../verifier/index.ts';
import { Failure } from '../verifier/result.ts';
import { isSystemError } from './exit.ts';

/** What is said of one certificate, or of a file. */
export interface Row {
  readonly path: string;
  /** Of the certificate in its file, from 0. */
  readonly index: number;
  readonly status: string;
  readonly code: string | null;
  readonly pointer: string | null;
  readonly message: string | null;
}

/** A certificate that is still to be verified. */
export interface Unjudged {
  readonly path: string;
  readonly index: number;
  readonly text: string;
}

/** How many certificates of each status a file must have, according to its store. Comes after the last of them. */
export interface Expected {
  readonly path: string;
  readonly index: number;
  readonly statuses: Readonly<Record<string, number>>;
}

export type Item = Row | Unjudged | Expected;

/** What a verification ended in. Plain data: it travels between threads. */
export type Verdict = Pick<Row, 'status' | 'code' | 'pointer' | 'message'>;

const asVerdict = ({ status, code, pointer, message }: Result | Failure): Verdict => ({
  status,
  code: code ?? null,
  pointer: pointer ?? null,
  message: message ?? null,
});

export const judge = (text: string): Verdict => asVerdict(verifyCertificate(text));

export const trouble = (path: string, index: number, status: string, code: string, message: string): Row => ({
  path,
  index,
  status,
  code,
  pointer: '',
  message,
});

/** The row of something that could not be read. Throws what is a defect of the program. */
export function failed(path: string, index: number, error: unknown): Row {
  if (error instanceof Failure) return { path, index, ...asVerdict(error) };
  if (isSystemError(error) || error instanceof DamagedFile)
    return trouble(path, index, 'MALFORMED', 'FILE', error.message);
  throw error;
}
