import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MerkleTree } from '../../src/store/merkle.ts';

const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, section 2.1, as it stands there. */
function root(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0]!);
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  return sha(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
}

const rootOf = (leaves: readonly Uint8Array[]): string => {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
};

test('is that of the recursive definition, at every number of leaves', () => {
  const leaves = Array.from({ length: 40 }, (_, k) => Buffer.from(`leaf ${k}`));
  for (let n = 0; n <= leaves.length; n++) {
    expect(rootOf(leaves.slice(0, n))).toBe(root(leaves.slice(0, n)).toString('hex'));
  }
});

test('of one empty leaf is the published value of RFC 6962', () => {
  expect(rootOf([Buffer.of()])).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test('changes with every leaf, with their order, and with where one ends', () => {
  const leaves = fc.array(fc.uint8Array({ maxLength: 3 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(leaves, fc.nat(), (list, at) => {
      const k = at % list.length;
      const changed = list.map((leaf, i) => (i === k ? Buffer.concat([leaf, Buffer.of(0)]) : leaf));
      expect(rootOf(changed)).not.toBe(rootOf(list));
      expect(rootOf([...list, Buffer.of()])).not.toBe(rootOf(list));
    }),
    { seed: 1, numRuns: 100 },
  );
  expect(rootOf([Buffer.of(1), Buffer.of(2)])).not.toBe(rootOf([Buffer.of(2), Buffer.of(1)]));
  expect(rootOf([Buffer.of(1, 2), Buffer.of()])).not.toBe(rootOf([Buffer.of(1), Buffer.of(2)]));
});
