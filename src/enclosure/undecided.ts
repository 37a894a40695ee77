/**
 * What an inequality between enclosures throws when it is neither certainly true nor certainly false at this precision. A
 * computation that throws it may succeed with more digits: see {@link decide}.
 */
export class Undecided extends RangeError {
  /** The inequality that stayed open. */
  readonly inequality: string;

  constructor(inequality: string) {
    super(`undecided at this precision: ${inequality}`);
    this.name = 'Undecided';
    this.inequality = inequality;
  }
}
