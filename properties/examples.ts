import { properties } from './index.ts';

/** The instances of the archive: for each statement, one for each verdict that its certificates can have. */
export const examples = properties.flatMap(({ id, examples }) =>
  examples.map(({ name, instance }) => ({ statement: id, name, instance })),
);
