import { createHash } from 'node:crypto';

const hash = (...parts: readonly Uint8Array[]): Buffer => {
  const sha = createHash('sha256');
  for (const part of parts) sha.update(part);
  return sha.digest();
};
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/**
 * The root of the SHA-256 tree over a list of byte strings, as RFC 6962, section 2.1, has it: a leaf is the hash of 0x00 and its bytes, a node
 * that of 0x01 and its two children, and of n > 1 leaves the left subtree has the greatest power of two below n.
 */
export class MerkleTree {
  /** Roots of the complete subtrees so far, with their numbers of leaves: different powers of two, falling. */
  readonly #subtrees: { leaves: number; root: Buffer }[] = [];

  add(bytes: Uint8Array): void {
    let tree = { leaves: 1, root: hash(LEAF, bytes) };
    for (let last = this.#subtrees.at(-1); last?.leaves === tree.leaves; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      tree = { leaves: 2 * tree.leaves, root: hash(NODE, last.root, tree.root) };
    }
    this.#subtrees.push(tree);
  }

  /** 64 hex digits; of no leaves at all the hash of nothing. */
  root(): string {
    const roots = this.#subtrees.map(({ root }) => root);
    const last = roots.pop() ?? hash();
    return roots.reduceRight((right, left) => hash(NODE, left, right), last).toString('hex');
  }
}
