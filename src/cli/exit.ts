import { OutputRefused } from '../campaign/output.ts';
import { brief, plain } from '../certificate/plain.ts';
import { DamagedFile } from '../store/lines.ts';
import { StoreRefused } from '../store/refused.ts';
import { Unreadable } from '../trained/unreadable.ts';
import { Failure } from '../verifier/result.ts';

/** What the exit code of the program says. Anything else is a defect of the program. */
export const EXIT = {
  /** Everything asked for was verified. */
  verified: 0,
  /** Refuted or rejected. */
  rejected: 1,
  /** Undecided, declined, vacuous, below the coverage contract, interrupted, or nothing to check. */
  open: 2,
  /** Malformed input, a limit, wrong usage. */
  unusable: 3,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a message on stderr. */
export class Stop extends Error {
  readonly exit: Exit;
  constructor(exit: Exit, message: string) {
    super(message);
    this.exit = exit;
  }
}

/** Wrong usage or unusable input; the message says what to do instead. */
export const unusable = (message: string): Stop => new Stop(EXIT.unusable, message);

/** An error of the file system (no such file, no permission, a disk that is full, …), not a defect of the program. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && ('syscall' in error || ('code' in error && String(error.code).startsWith('ERR_FS_')));

/** An error as the end of the program, if it is no defect. */
export function asStop(error: unknown): unknown {
  if (error instanceof OutputRefused || error instanceof StoreRefused) return unusable(error.message);
  return isSystemError(error) ? unusable(brief(error.message)) : error;
}

/** An error met while working on a file, as the end of the program that names the file. */
export function inFile(file: string, error: unknown): unknown {
  if (isSystemError(error) || error instanceof DamagedFile) return unusable(plain`${file}: ${error.message}`);
  if (error instanceof Unreadable) {
    return unusable(plain`${error.place === '' ? file : `${file}, ${error.place}`}: ${error.message}`);
  }
  if (!(error instanceof Failure)) return error;
  return new Stop(exitOf(error), plain`${file}: ${error.code} at "${error.pointer}": ${error.message}`);
}

/** Input that cannot be read or decided is unusable; a verdict that the verifier does not confirm is rejected. */
export const exitOf = ({ status }: Failure): Exit => (status === 'REJECTED' ? EXIT.rejected : EXIT.unusable);

/** The exit code for a set of verification statuses: the worst of malformed, rejected, open, in this order. */
export function exitFor(statuses: Iterable<string>): Exit {
  let exit: Exit = EXIT.verified;
  for (const status of statuses) {
    if (status === 'MALFORMED' || status === 'LIMIT') return EXIT.unusable;
    if (status === 'REJECTED' || status === 'ERROR' || status === 'NOT_REFUTED') exit = EXIT.rejected;
    else if (status !== 'VALID_EXACT' && status !== 'VALID_ENCLOSED' && exit === EXIT.verified) exit = EXIT.open;
  }
  return exit;
}
