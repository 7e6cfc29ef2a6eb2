import type { Duck } from '../duckdb.ts';
import { literal } from '../duckdb.ts';
import type { ColumnKind } from '../raw.ts';
import type { ColumnOptions } from './column/options.ts';

/** A column while the table is cleaned. */
export interface WorkColumn {
  /** Its name in DuckDB, which stays. */
  id: string;
  name: string;
  kind: ColumnKind;
  /** Its number in the table as it was read, from 0; undefined for a column that is computed. */
  col: number | undefined;
  /** What the spec says of it. */
  options: ColumnOptions | undefined;
  /** Whether its values have been brought to the notation of their type, so that no format applies. */
  plain: boolean;
}

/** A table while it is cleaned: VARCHAR columns, and `r`, the number of the row as it was read. */
export interface Work {
  duck: Duck;
  table: string;
  /** The tables that `Cleaned.done` names. */
  changes: string;
  rejects: string;
  dropped: string;
  onError: 'fail' | 'reject' | 'null';
}

/**
 * What the values of a column become: each step is an SQL expression of what the step before has
 * made of a value. DuckDB works out each once, where it would repeat what stands in a `CASE`.
 */
export interface Rewriting {
  column: WorkColumn;
  steps: ((value: string) => string)[];
}

/** Columns in one query: the time to plan it grows with their square. */
const columnsAtOnce = 40;

/** Gives columns new values, and lists each cell that this changes under the rule. */
export async function rewrite(work: Work, rule: string, all: Rewriting[]): Promise<void> {
  for (const some of batches(all)) {
    const counts = await countWhere(
      { ...work, table: besideSql(work.table, some) },
      some.map(({ column: { id } }) => differs(id)),
    );
    const changed = some.filter((_, index) => counts[index]);
    if (changed.length === 0) continue;
    await putBeside(work, changed);
    await takeFromBeside(work, rule, changed);
  }
}

/** As many at a time as a query is to have columns. */
export function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let first = 0; first < all.length; first += columnsAtOnce) {
    yield all.slice(first, first + columnsAtOnce);
  }
}

/** Works new values out, into columns beside those of the table. */
export async function putBeside({ duck, table }: Work, all: Rewriting[], order = ''): Promise<void> {
  await duck.run(`CREATE TABLE ${table}_next AS FROM ${besideSql(table, all)} ${order}`);
  await duck.run(`DROP TABLE ${table}`);
  await duck.run(`ALTER TABLE ${table}_next RENAME TO ${table}`);
}

/** Puts new values in the place of the old, and lists each cell that this changes under the rule. */
export async function takeFromBeside(work: Work, rule: string, all: Rewriting[]): Promise<void> {
  const { duck, table, changes } = work;
  for (const { column } of all) {
    const { id, col = 'NULL' } = column;
    await duck.run(`INSERT INTO ${changes} SELECT r, ${col}, ${id}, ${beside(id)}, ${literal(rule)}
      FROM ${table} WHERE ${differs(id)}`);
    await duck.run(`ALTER TABLE ${table} DROP COLUMN ${id}`);
    await duck.run(`ALTER TABLE ${table} RENAME COLUMN ${beside(id)} TO ${id}`);
  }
}

/** The column beside another that holds its new values. */
export const beside = (id: string): string => `next_${id}`;

const differs = (id: string): string => `${id} IS DISTINCT FROM ${beside(id)}`;

function besideSql(table: string, all: Rewriting[]): string {
  const last = Math.max(...all.map(({ steps }) => steps.length));
  let sql = `(SELECT *, ${all.map(({ column: { id } }) => `${id} AS ${beside(id)}`).join(', ')} FROM ${table})`;
  for (let nth = 0; nth < last; nth++) {
    const values = all.flatMap(({ column: { id }, steps }) => {
      const value = steps[nth]?.(beside(id));
      return value === undefined ? [] : [`(${value}) AS ${beside(id)}`];
    });
    sql = `(SELECT * REPLACE (${values.join(', ')}) FROM ${sql})`;
  }
  return sql;
}

/** Makes the table anew from what is selected of it, in the same order. */
export async function replaceTable({ duck, table }: Work, selected: string): Promise<void> {
  await duck.run(`CREATE TABLE ${table}_next AS SELECT ${selected} FROM ${table}`);
  await duck.run(`DROP TABLE ${table}`);
  await duck.run(`ALTER TABLE ${table}_next RENAME TO ${table}`);
}

/** In how many rows each condition holds. */
export async function countWhere({ duck, table }: Work, conditions: string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const some of batches(conditions)) {
    const [row = []] = await duck.rows(
      `SELECT ${some.map((condition) => `count(*) FILTER (WHERE ${condition})::DOUBLE`).join(', ')} FROM ${table}`,
    );
    counts.push(...row.map(Number));
  }
  return counts;
}

/** Drops the rows for which a condition holds, in the name of a rule. */
export async function dropRows(
  { duck, table, dropped }: Work,
  rule: string,
  condition: string,
): Promise<void> {
  await duck.run(`CREATE TEMP TABLE dropping AS SELECT r FROM ${table} WHERE ${condition}`);
  await duck.run(`INSERT INTO ${dropped} SELECT r, ${literal(rule)} FROM dropping`);
  await duck.run(`DELETE FROM ${table} WHERE r IN (FROM dropping)`);
  await duck.run('DROP TABLE dropping');
}

/** A rule that values must keep to. */
export interface Requirement {
  /** The column whose value breaks it; undefined where it is a matter of the row. */
  column: WorkColumn | undefined;
  rule: string;
  /** Why a value breaks it, as an SQL expression. */
  reason: string;
  /** The condition under which a value breaks it: true, false or null (false). */
  broken: string;
  /** What is listed where it is a matter of the row: a column as it was read, and a value in SQL. */
  listed?: { col: number | undefined; value: string };
}

/**
 * Finds the values that break a rule. Their rows go to the rejects, or the values become null where
 * the table is to have it so and the column may be without a value.
 */
export async function demand(work: Work, requirements: Requirement[]): Promise<void> {
  const { duck, table } = work;
  const counts = await countWhere(
    work,
    requirements.map(({ broken }) => broken),
  );
  const broken = requirements.filter((_, index) => counts[index]);
  if (broken.length === 0) return;
  const nulled = new Map<WorkColumn, string[]>();
  for (const { column, rule, reason, broken: condition, listed } of broken) {
    const col = (column ?? listed)?.col ?? 'NULL';
    if (column && work.onError === 'null' && !column.options?.required) {
      const before = nulled.get(column) ?? [];
      const first = before.map((other) => ` AND NOT coalesce(${other}, false)`).join('');
      await duck.run(`INSERT INTO ${work.changes} SELECT r, ${col}, ${column.id}, NULL, ${literal(rule)}
        FROM ${table} WHERE (${condition})${first}`);
      nulled.set(column, [...before, `(${condition})`]);
    } else {
      const named =
        column && column.col === undefined ? `${literal(`"${column.name}" `)} || ${reason}` : reason;
      await duck.run(`INSERT INTO ${work.rejects}
        SELECT r, ${col}, ${column?.id ?? listed?.value ?? 'NULL'}, ${literal(rule)}, ${named}
        FROM ${table} WHERE ${condition}`);
    }
  }
  const nulls = [...nulled].map(
    ([{ id }, conditions]) => `CASE WHEN ${conditions.join(' OR ')} THEN NULL ELSE ${id} END AS ${id}`,
  );
  if (nulls.length > 0) await replaceTable(work, `* REPLACE (${nulls.join(', ')})`);
  await duck.run(`DELETE FROM ${table} WHERE r IN (SELECT row FROM ${work.rejects})`);
}
