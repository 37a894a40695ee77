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
