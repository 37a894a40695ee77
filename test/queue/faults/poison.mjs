// Loaded before the command line (node --import), in its threads, too: ends the process, as a system without memory does, at one instance.
import { isMainThread } from 'node:worker_threads';
import { properties } from '../../../dist/properties/index.js';
import { instanceAt } from '../../../dist/src/campaign/instances.js';

const text = (instance) => JSON.stringify(instance, (_, value) => (typeof value === 'bigint' ? `${value}` : value));

if (!isMainThread) {
  const property = properties.find(({ id }) => id === 'zhang-2019/full-rank');
  const poison = text(instanceAt(property, 'queue', 15));
  const { prove } = property;
  property.prove = (instance) => {
    if (text(instance) === poison) process.kill(process.pid, 'SIGKILL');
    return prove(instance);
  };
}
