/** A file that cannot be read: what is wrong, at which place of the file, and what to do about it. */
export class Unreadable extends Error {
  readonly place: string;

  /** @param place as a reader finds it: `byte 10`, `line 3, column 2`, `W1.npy, byte 128`; empty for the whole file */
  constructor(place: string, message: string) {
    super(message);
    this.place = place;
  }

  /** The same within a part of a file: an array of an archive. */
  in(part: string): Unreadable {
    return new Unreadable(this.place === '' ? part : `${part}, ${this.place}`, this.message);
  }
}
