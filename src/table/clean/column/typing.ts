import type { ColumnKind } from '../../raw.ts';
import type { ColumnType } from '../../summary.ts';
import type { DecidedType } from '../../types.ts';
import { decideTypes } from '../../types.ts';
import type { Rewriting, Work, WorkColumn } from '../work.ts';
import { batches, beside, countWhere, demand, putBeside, takeFromBeside } from '../work.ts';
import { inNotation, notOfType, readingSteps } from './notation.ts';

/**
 * Brings columns to the notation of the types that the spec gives them. What is not of the type
 * breaks the rule `type`. Of columns that have been through this, a format is not read again.
 */
export async function applyTypes(work: Work, columns: WorkColumn[]): Promise<void> {
  const typed = columns.flatMap((column) => {
    const { type } = column.options ?? {};
    return type === undefined || type === 'text' ? [] : [{ column, type, formats: formatsOf(column) }];
  });
  // Most values are as they should be: to see that is faster than to read them.
  const odd = await countWhere(
    work,
    typed.map(({ column: { id }, type, formats }) =>
      formats.length > 0 ? 'true' : `${id} IS NOT NULL AND NOT coalesce(${inNotation(id, type)}, false)`,
    ),
  );
  await readValues(
    work,
    'type',
    typed
      .filter((_, index) => odd[index])
      .map(({ column, type, formats }) => ({
        column,
        steps: readingSteps(type, formats),
        reason: notOfType(column.id, type, formats),
      })),
  );
  for (const { column, type } of typed) {
    column.plain = true;
    column.kind = kindOf(type);
  }
}

/** The formats to read a column by: none where it has been read, or the file knows its values itself. */
function formatsOf({ options, plain, kind }: WorkColumn): string[] {
  if (plain || kind === 'number' || kind === 'boolean') return [];
  return [options?.format ?? []].flat();
}

/** Brings columns to another notation. What cannot be read breaks the rule, for the reason (SQL) given. */
export async function readValues(
  work: Work,
  rule: string,
  readings: (Rewriting & { reason: string })[],
): Promise<void> {
  for (const some of batches(readings)) {
    await putBeside(work, some);
    await demand(
      work,
      some.map(({ column, reason }) => ({
        column,
        rule,
        reason,
        broken: `${column.id} IS NOT NULL AND ${beside(column.id)} IS NULL`,
      })),
    );
    await takeFromBeside(work, rule, some);
  }
}

/** What is known of a column that was brought to the notation of a type. */
export function kindOf(type: ColumnType): ColumnKind {
  if (type === 'integer' || type === 'decimal') return 'number';
  return type === 'boolean' ? 'boolean' : 'text';
}

/** The type of a column: what the spec says, or what all its values agree with. */
export async function findType(
  { duck, table }: Work,
  { id, kind, name, options }: WorkColumn,
): Promise<DecidedType> {
  if (options?.type !== undefined) return { type: options.type, why: { by: 'spec' } };
  const view = `${table}_column`;
  await duck.run(`CREATE TEMP VIEW ${view} AS SELECT rowid, ${id} AS c0 FROM ${table}`);
  const [decided] = await decideTypes(duck, {
    table: view,
    columns: [{ name, kind }],
    // All of them are gone through, however many there are.
    rows: Number.POSITIVE_INFINITY,
    locate: () => Promise.resolve([]),
  });
  await duck.run(`DROP VIEW ${view}`);
  if (decided === undefined) throw new Error('A column has a type.');
  return decided;
}

/** A value of a column that has its notation, as DuckDB compares it. */
export function typedValue(id: string, type: ColumnType | undefined): string {
  switch (type) {
    case 'integer':
      return `TRY_CAST(${id} AS BIGINT)`;
    case 'decimal':
      return `TRY_CAST(${id} AS DOUBLE)`;
    case 'date':
      return `TRY_CAST(${id} AS DATE)`;
    case 'timestamp':
      return `TRY_CAST(${id} AS TIMESTAMP)`;
    case 'boolean':
      return `TRY_CAST(${id} AS BOOLEAN)`;
    default:
      return id;
  }
}
