/** FORMAT.md, section 6.4. */
import type { Table } from './statement.ts';

export const zhu2018: Table = {};
