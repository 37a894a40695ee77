import type { Enclosure } from './enclosure.ts';
import { even, odd } from './monotone.ts';

/** √(1 + x²) − 1: even. As t²/(√(1 + t²) + 1) nothing cancels. */
export const pseudoHuber = (x: Enclosure): Enclosure =>
  even(x, (t) => t.square().div(hypotenuse(t).add(t.context.integer(1))));

/** Its derivative x/√(1 + x²): odd, increasing, in (−1, 1). */
export const pseudoHuberSlope = (x: Enclosure): Enclosure => odd(x, (t) => t.div(hypotenuse(t)));

const hypotenuse = (t: Enclosure): Enclosure => t.context.integer(1).add(t.square()).sqrt();
