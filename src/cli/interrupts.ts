const INTERRUPTS = ['SIGINT', 'SIGTERM'] as const;

/** Work that ends in order after the first interrupt; the second one ends the program. */
export async function interruptible<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  for (const signal of INTERRUPTS) process.once(signal, onInterrupt);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of INTERRUPTS) process.removeListener(signal, onInterrupt);
  }
}
