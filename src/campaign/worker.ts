import { type Refutation, refuteVariant, SEARCH_RUNS } from './mutants.ts';
import type { Property } from './property.ts';
import { describe, type InstanceResult, runInstance } from './run-instance.ts';
import type { Answer, Batch } from './threads.ts';

/** What a worker thread is told to do. Properties hold functions, so a job names them by module and id. */
export interface Job {
  /** URL of a module that exports `properties`. */
  readonly module: string;
  readonly statement: string;
  readonly seed: string;
  /** One shared number: when it is not 0, no further item is begun. */
  readonly stop: Int32Array;
}

/** Runs in a worker thread. Items are indices of instances, or ids of variants. */
export default async function work(
  job: Job & (Batch<number> | Batch<string>),
): Promise<Answer<InstanceResult | Refutation>> {
  let property: Property;
  try {
    property = await findProperty(job);
  } catch (error) {
    return { defect: describe(error) };
  }
  const { progress } = job;
  const results: (InstanceResult | Refutation)[] = [];
  Atomics.store(progress, 0, 0);
  for (const item of job.items) {
    if (Atomics.load(job.stop, 0) !== 0) break;
    if (typeof item === 'number') {
      results.push(runInstance(property, job.seed, item));
      Atomics.add(progress, 0, 1);
    } else {
      const variant = property.variants.find(({ id }) => id === item)!;
      results.push(refuteVariant(property, variant, job.seed, SEARCH_RUNS, () => Atomics.add(progress, 0, 1)));
    }
  }
  return results;
}

async function findProperty({ module, statement }: Job): Promise<Property> {
  const { properties } = (await import(module)) as { properties: readonly Property[] };
  const property = properties.find(({ id }) => id === statement);
  if (!property) throw new Error(`${module} does not export a property ${statement}`);
  return property;
}
