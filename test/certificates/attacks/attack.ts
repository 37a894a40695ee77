import { digestOf } from '../../../src/certificate/write.ts';

/** One way to be wrong: a valid certificate of the archive, changed in one place, and how it must be turned down. */
export interface Attack {
  /** File name in certificates/reject/, without `.json`. */
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly says: string;
  /** The accepted certificate that it starts from: statement and example name. */
  readonly from: readonly [statement: string, example: string];
  /** Changes the parsed certificate in place; its digest is made anew afterwards. */
  readonly change?: (certificate: Loose) => void;
  /** Changes the text instead. */
  readonly text?: (text: string) => string;
  readonly status: string;
  readonly code: string;
  readonly pointer: string;
}

// biome-ignore lint/suspicious/noExplicitAny: attacks write anything anywhere
export type Loose = any;

/** The attacked file. */
export function attacked(attack: Attack, source: string): string {
  if (attack.text) return attack.text(source);
  const certificate = JSON.parse(source);
  attack.change?.(certificate);
  if (attack.code !== 'DIGEST') certificate.digest = digestOf(certificate);
  return `${JSON.stringify(certificate, null, 1)}\n`;
}

/** An attack without what it must be turned down with. */
export type Short = Omit<Attack, 'status' | 'code' | 'pointer'>;
export const at =
  (status: string) =>
  (code: string, pointer: string, attack: Short): Attack => ({ ...attack, status, code, pointer });
export const malformed = at('MALFORMED');
export const rejected = at('REJECTED');
