/** The most of one text that a line for people shows. */
const SHOWN = 200;

/** Control and format characters as escapes of JSON: no text can move the cursor, hide another, or begin a line. */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** A text from outside (an id, a pointer, the name of a file, …) as a part of a line for people. */
export const brief = (text: string): string => visible(text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

/** Tag of a template: a line for people, in which everything that is put in is {@link brief}. */
export const plain = (parts: TemplateStringsArray, ...values: readonly unknown[]): string =>
  parts.map((part, k) => (k === 0 ? part : brief(String(values[k - 1])) + part)).join('');
