/** Something outside the program stands in the way; `message` names the place and the remedy. */
export class QueueRefused extends Error {
  override readonly name = 'QueueRefused';
  /** There is nothing to do, rather than something wrong. */
  readonly nothing: boolean;

  constructor(message: string, { nothing = false } = {}) {
    super(message);
    this.nothing = nothing;
  }
}
