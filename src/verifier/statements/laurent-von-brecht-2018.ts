/** FORMAT.md, section 6.7. */
import type { Table } from './statement.ts';

export const laurentVonBrecht2018: Table = {};
