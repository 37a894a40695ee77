import { ahead } from '../campaign/ahead.ts';
import { describe } from '../campaign/run-instance.ts';
import { type Expected, type Item, judge, type Row, trouble, type Unjudged, type Verdict } from './judge.ts';

/** Verifies what is to be verified. The rows come in the order of the items, whatever the number of threads. */
export async function* judged(items: AsyncIterable<Item>, workers: number): AsyncIterable<Row> {
  yield* compared(workers > 1 ? inThreads(items, workers) : inThisThread(items));
}

async function* inThisThread(items: AsyncIterable<Item>): AsyncIterable<Row | Expected> {
  for await (const item of items) yield 'text' in item ? rowOf(item, judge(item.text)) : item;
}

const rowOf = ({ path, index }: Unjudged, verdict: Verdict): Row => ({ path, index, ...verdict });

/** Certificates handed to a thread at once: so many, or a batch of so many characters. */
const MOST_ITEMS = 64;
const MOST_CHARACTERS = 1 << 18;
const BATCHES_AHEAD = 4;

async function* inThreads(items: AsyncIterable<Item>, workers: number): AsyncIterable<Row | Expected> {
  const { Threads } = await import('../campaign/threads.ts');
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const threads = new Threads(new URL(`./judge-worker.${extension}`, import.meta.url), workers);
  const jobs = async function* () {
    for await (const batch of batches(items)) {
      yield async () => {
        const texts = batch.flatMap((item) => ('text' in item ? [item.text] : []));
        const verdicts = (await threads.run({}, texts, lost)).values();
        return batch.map((item) => ('text' in item ? rowOf(item, verdicts.next().value!) : item));
      };
    }
  };
  try {
    for await (const rows of ahead(jobs(), BATCHES_AHEAD * workers)) yield* rows;
  } finally {
    await threads.close();
  }
}

const lost = (_: string, error: unknown): Verdict => ({
  status: 'LIMIT',
  code: 'LIMIT',
  pointer: '',
  message: `its verification ends the thread: ${describe(error)}`,
});

async function* batches(items: AsyncIterable<Item>): AsyncIterable<Item[]> {
  let batch: Item[] = [];
  let characters = 0;
  for await (const item of items) {
    batch.push(item);
    characters += 'text' in item ? item.text.length : 0;
    if (batch.length < MOST_ITEMS && characters < MOST_CHARACTERS) continue;
    yield batch;
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** Turns what is expected of a file into a row where the rows of that file say otherwise. */
async function* compared(rows: AsyncIterable<Row | Expected>): AsyncIterable<Row> {
  const found = { path: '', statuses: new Map<string, number>() };
  for await (const row of rows) {
    if (row.path !== found.path) [found.path, found.statuses] = [row.path, new Map()];
    if ('statuses' in row) {
      const list = (counts: Iterable<[string, number]>) =>
        [...counts]
          .map(([status, n]) => `${n} ${status}`)
          .sort()
          .join(', ') || 'none';
      const [wanted, is] = [list(Object.entries(row.statuses)), list(found.statuses)];
      const message = `the manifest counts otherwise: ${wanted}; found: ${is}`;
      if (wanted !== is) yield trouble(row.path, row.index, 'REJECTED', 'DIGEST', message);
    } else {
      found.statuses.set(row.status, (found.statuses.get(row.status) ?? 0) + 1);
      yield row;
    }
  }
}
