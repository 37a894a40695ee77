import type { Json, JsonObject } from '../verifier/json.ts';
import { malformed } from '../verifier/result.ts';

const AN_INSTANCE = 'expected an object {"widths":[…],"X":[…],"Y":[…],"W":[…]}';

export function objectAt(value: Json, pointer: string, expected = AN_INSTANCE): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return malformed('TYPE', pointer, expected);
  }
  return value;
}

export function listAt(value: Json, pointer: string, length?: number, what = 'entries'): Json[] {
  if (!Array.isArray(value)) return malformed('TYPE', pointer, 'expected an array');
  if (length !== undefined && value.length !== length) {
    malformed('SHAPE', pointer, `expected ${length} (${what}), found ${value.length}`);
  }
  return value;
}
