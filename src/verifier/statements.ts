/** FORMAT.md, section 6: the statements, and their false variants. */
import { achour2021 } from './statements/achour-2021.ts';
import { depthcert } from './statements/depthcert.ts';
import { kawaguchi2016 } from './statements/kawaguchi-2016.ts';
import { laurentVonBrecht2018 } from './statements/laurent-von-brecht-2018.ts';
import { luKawaguchi2017 } from './statements/lu-kawaguchi-2017.ts';
import { type Statement, without } from './statements/statement.ts';
import { zhang2019 } from './statements/zhang-2019.ts';
import { zhu2018 } from './statements/zhu-2018.ts';

export { type Choice, type Claim, type Statement, VERDICTS, type Verdict } from './statements/statement.ts';

const papers = [depthcert, kawaguchi2016, luKawaguchi2017, zhu2018, zhang2019, achour2021, laurentVonBrecht2018];

/** By id: `paper/statement` and `paper/statement~variant`. */
export const STATEMENTS: ReadonlyMap<string, Statement> = new Map(
  papers
    .flatMap((table) => Object.entries(table))
    .flatMap(([id, variants]) => Object.entries(variants).map(([name, entry]) => [id + name, entry] as const)),
);

/** The entry of an id; `statement/without-Ak` is the statement without its hypothesis Ak, unless the table has it. */
export function findStatement(id: string): Statement | undefined {
  const listed = STATEMENTS.get(id);
  if (listed) return listed;
  const [, base = '', dropped = ''] = /^([^~]+)\/without-(A[1-9])$/.exec(id) ?? [];
  const statement = STATEMENTS.get(base);
  return statement && without(statement, dropped);
}
