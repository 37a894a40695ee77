import type { Answer, Batch } from '../campaign/threads.ts';
import { judge, type Verdict } from './judge.ts';

/** Runs in a worker thread: verifies texts. */
export default function work({ items, progress }: Batch<string>): Answer<Verdict> {
  Atomics.store(progress, 0, 0);
  return items.map((text) => {
    const verdict = judge(text);
    Atomics.add(progress, 0, 1);
    return verdict;
  });
}
