import { type Refutation, refuteVariant } from './mutants.ts';
import type { Property } from './property.ts';
import { type InstanceResult, runInstance } from './run-instance.ts';

/** What a worker thread is told to do. Properties hold functions, so a task names them by module and id. */
export type Task = {
  /** URL of a module that exports `properties`. */
  readonly module: string;
  readonly statement: string;
  readonly seed: string;
  /** One shared number: when it is not 0, no further instance is begun. */
  readonly stop: Int32Array;
} & (
  | { readonly job: 'instances'; readonly from: number; readonly to: number }
  | { readonly job: 'variant'; readonly variant: string }
);

export type Answer<T extends Task> = T['job'] extends 'instances' ? InstanceResult[] : Refutation | undefined;

/** Runs in a worker thread. */
export default async function work(task: Task): Promise<InstanceResult[] | Refutation | undefined> {
  const { properties } = (await import(task.module)) as { properties: readonly Property[] };
  const property = properties.find((p) => p.id === task.statement);
  if (!property) throw new Error(`${task.module} does not export a property ${task.statement}`);
  if (task.job === 'instances') return runBatch(property, task.seed, task.from, task.to, () => stopped(task.stop));
  const variant = property.variants.find((v) => v.id === task.variant);
  if (!variant) throw new Error(`${task.statement} has no variant ${task.variant}`);
  return stopped(task.stop) ? undefined : refuteVariant(property, variant, task.seed);
}

const stopped = (flag: Int32Array): boolean => Atomics.load(flag, 0) !== 0;

function runBatch(property: Property, seed: string, from: number, to: number, stop: () => boolean): InstanceResult[] {
  const results: InstanceResult[] = [];
  for (let index = from; index < to && !stop(); index++) results.push(runInstance(property, seed, index));
  return results;
}
