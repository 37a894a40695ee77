/** SHA-256 (FIPS 180-4) of a string as UTF-8. It detects accidents in a certificate; no proof rests on it. */

const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((p) => n % p !== 0)) PRIMES.push(n);
/** The first 32 bits after the point. */
const fraction = (x: number) => (x - Math.floor(x)) * 2 ** 32;
const K = Int32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));
const START = Int32Array.from(PRIMES.slice(0, 8), (p) => fraction(Math.sqrt(p)));

/** The bytes of a string, each as a character. A lone surrogate becomes three bytes; the parser has excluded it from certificates. */
export const utf8 = (text: string): string =>
  text.replace(/[^\0-\x7f]+/g, (part) => unescape(encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'))));
const rotate = (x: number, n: number) => (x >>> n) | (x << (32 - n));
type Words = [number, number, number, number, number, number, number, number];
export function sha256(text: string): string {
  const bytes = `${utf8(text)}\x80`;
  const words = new Int32Array(16 * Math.ceil((bytes.length + 8) / 64));
  for (let i = 0; i < bytes.length; i++) words[i >> 2]! |= bytes.charCodeAt(i) << (24 - 8 * (i & 3));
  words[words.length - 1] = 8 * (bytes.length - 1);
  // What is written to these arrays is taken modulo 2^32.
  const state = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    w.set(words.subarray(block, block + 16));
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!;
      const y = w[i - 2]!;
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    // By their indices, and one by one below: lists are slow.
    let { 0: a, 1: b, 2: c, 3: d, 4: e, 5: f, 6: g, 7: h } = state as unknown as Words;
    for (let i = 0; i < 64; i++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    const next = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++) state[i]! += next[i]!;
  }
  return Array.from(state, (x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
}
