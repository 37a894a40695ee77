import { digestOf } from '../../../src/certificate/write.ts';

/** One way to be wrong: a valid certificate of the archive, changed in one place, and how it must be turned down. */
export interface Attack {
  /** File name in certificates/reject/, without `.json`. */
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly says: string;
  /** The accepted certificate that it starts from: statement and example name. */
  readonly from: readonly [statement: string, example: string];
  /** Brings it into another form first, in place: with this alone it must still be accepted. */
  readonly first?: (certificate: Loose) => void;
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
  attack.first?.(certificate);
  attack.change?.(certificate);
  return written(certificate, attack.code !== 'DIGEST');
}

/** The certificate in the form from which the attack starts. */
export function unspoiled(attack: Attack, source: string): string {
  const certificate = JSON.parse(source);
  attack.first?.(certificate);
  return written(certificate, true);
}

function written(certificate: Loose, isDigestNew: boolean): string {
  if (isDigestNew) certificate.digest = digestOf(certificate);
  return `${JSON.stringify(certificate, null, 1)}\n`;
}

/** An attack without what it must be turned down with. */
export type Short = Omit<Attack, 'status' | 'code' | 'pointer'>;
export const at =
  (status: string) =>
  (code: string, pointer: string, attack: Short): Attack => ({ ...attack, status, code, pointer });
export const malformed = at('MALFORMED');
export const rejected = at('REJECTED');
