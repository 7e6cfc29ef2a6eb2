import { literal } from '../../duckdb.ts';
import type { ColumnType } from '../../summary.ts';
import type { Requirement, Work, WorkColumn } from '../work.ts';
import { demand } from '../work.ts';
import type { ColumnOptions } from './options.ts';
import { typedValue } from './typing.ts';

/** Demands what the spec says of the values of each column; `unique` last, of the rows that are left. */
export async function applyConstraints(work: Work, columns: WorkColumn[]): Promise<void> {
  await demand(
    work,
    columns.flatMap((column) => constraints(column, column.options ?? {})),
  );
  for (const column of columns) if (column.options?.unique) await demandUnique(work, column);
}

function constraints(column: WorkColumn, options: ColumnOptions): Requirement[] {
  const { type, required, min, max, pattern, values } = options;
  const { id } = column;
  const value = typedValue(id, type);
  const all: Requirement[] = [];
  const add = (rule: string, reason: string, broken: string): void => {
    all.push({ column, rule, reason: literal(reason), broken });
  };
  if (required) add('required', 'has no value', `${id} IS NULL`);
  if (min !== undefined) add('min', `is less than ${min}`, `${value} < ${bound(min, type)}`);
  if (max !== undefined) add('max', `is more than ${max}`, `${value} > ${bound(max, type)}`);
  if (pattern !== undefined) {
    add('pattern', `does not match ${pattern}`, `NOT regexp_full_match(${id}, ${literal(pattern)})`);
  }
  if (values !== undefined) {
    const allowed = values.map((each) => bound(each, type)).join(', ');
    add('values', `is none of ${shortList(values)}`, `${value} NOT IN (${allowed})`);
  }
  return all;
}

/** A number or a date of the spec, as DuckDB compares it with a value. */
function bound(value: string | number | boolean, type: ColumnType | undefined): string {
  // A double would round the integers past 2^53 that it is compared with.
  if (type === 'integer' && Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 120) {
    return `CAST(${literal(String(BigInt(value)))} AS HUGEINT)`;
  }
  const text = literal(String(value));
  if (type === 'integer' || type === 'decimal') return `CAST(${text} AS DOUBLE)`;
  if (type === 'date' || type === 'timestamp') return `CAST(${text} AS TIMESTAMP)`;
  return text;
}

function shortList(values: (string | number | boolean)[]): string {
  const first = values.slice(0, 5).map((value) => JSON.stringify(value));
  return values.length > first.length
    ? `${first.join(', ')} and ${values.length - first.length} more`
    : first.join(', ');
}

/** Of the rows with the same value, the first is in order. */
async function demandUnique(work: Work, column: WorkColumn): Promise<void> {
  const { duck, table } = work;
  const value = typedValue(column.id, column.options?.type);
  await duck.run(`CREATE TEMP TABLE repeated AS
    SELECT ${value} AS v, min(r) AS first FROM ${table} WHERE ${column.id} IS NOT NULL GROUP BY v HAVING count(*) > 1`);
  await demand(work, [
    {
      column,
      rule: 'unique',
      reason: literal('has occurred before'),
      broken: `${value} IN (SELECT v FROM repeated) AND r NOT IN (SELECT first FROM repeated)`,
    },
  ]);
  await duck.run('DROP TABLE repeated');
}
