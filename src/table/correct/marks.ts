import type { DuckDBValue } from '@duckdb/node-api';
import type { DoneTables } from '../clean/cleaned.ts';
import { type Duck, selectText } from '../duckdb.ts';
import type { ColumnType } from '../summary.ts';
import type { Mark } from './mark.ts';
import type { MarkedSheet, Places } from './places.ts';

/** Between the rules of one cell. */
const separator = '\u001f';

/**
 * What is marked in a sheet, in the order of its rows: the changes of a cell as one, from its first
 * value to its last, unless these are the same. Columns that the sheet does not have are left out.
 * `types` are those of the columns as they were read.
 */
export async function* marksOf(
  duck: Duck,
  done: DoneTables,
  places: Places,
  { number, columns }: MarkedSheet,
  types: (ColumnType | undefined)[],
): AsyncGenerator<Mark> {
  const there = columns.flatMap((letters, col) => (letters === undefined ? [] : [col]));
  const inSheet = `JOIN ${places.table} p USING (row) WHERE p.sheet = ${number}`;
  const changes = `
    SELECT any_value(p.line) AS line, 0 AS kind, col, min(c.rowid) AS nth,
      arg_min_null(before, c.rowid) AS one, arg_max_null(after, c.rowid) AS other,
      string_agg(rule, chr(31) ORDER BY c.rowid) AS rules
    FROM ${done.changes} c ${inSheet} AND col IN (${[-1, ...there].join(', ')})
    GROUP BY row, col HAVING one IS DISTINCT FROM other`;
  const rejects = `SELECT p.line, 1, col, r.rowid, value, reason, rule FROM ${done.rejects} r ${inSheet}`;
  const dropped = `SELECT p.line, 2, NULL, d.rowid, NULL, NULL, rule FROM ${done.dropped} d ${inSheet}`;
  const marks = duck.chunks(`
    SELECT line::DOUBLE, kind::DOUBLE, col::DOUBLE, ${['one', 'other', 'rules'].map(selectText).join(', ')}
    FROM (${[changes, rejects, dropped].join(' UNION ALL ')}) ORDER BY line, kind, col, nth`);
  for await (const chunk of marks) {
    for (const values of chunk.getRows()) yield markOf(values, columns, types);
  }
}

function markOf(
  [line, kind, col, one, other, rules]: DuckDBValue[],
  columns: (string | undefined)[],
  types: (ColumnType | undefined)[],
): Mark {
  const row = Number(line);
  const rule = String(rules);
  if (kind === 2) return { kind: 'dropped', row, rule };
  const column = typeof col === 'number' ? columns[col] : undefined;
  const value = textOf(one);
  if (kind === 1) {
    return {
      kind: 'rejected',
      row,
      ...(column !== undefined && { column }),
      value,
      rule,
      reason: String(other),
    };
  }
  if (column === undefined) throw new Error('A change has no column.');
  const type = types[Number(col)];
  return {
    kind: 'corrected',
    row,
    column,
    before: value,
    after: textOf(other),
    ...(type !== undefined && { type }),
    rules: rule.split(separator),
  };
}

function textOf(value: DuckDBValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
