/** Runs jobs with at most `width` at a time, and gives their results in the order of the jobs. */
export async function* ahead<T>(
  jobs: Iterable<() => Promise<T>> | AsyncIterable<() => Promise<T>>,
  width: number,
): AsyncIterable<T> {
  const running: Promise<T>[] = [];
  for await (const job of jobs) {
    const outcome = job();
    outcome.catch(() => {}); // met again where its turn comes
    running.push(outcome);
    if (running.length >= width) yield await running.shift()!;
  }
  while (running.length > 0) yield await running.shift()!;
}
