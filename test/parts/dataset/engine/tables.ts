import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openEngine } from '../../../../src/parts/dataset/engine/open.ts';
import type { Condition, Engine, Operator, Query, Value } from '../../../../src/parts/dataset/query.ts';
import { buildTables } from '../../../../src/table/build.ts';
import { columnsTable } from '../../../../src/table/sqlite-layout.ts';
import type { ColumnType, TableSummary } from '../../../../src/table/summary.ts';
import { tempFolder } from '../../../support/temp.ts';

/** A table that was built. */
export interface Made {
  file: string;
  table: TableSummary;
}

/** Builds the table `t` of these rows, whose columns have these types; integers may be bigints. */
export async function make(
  columns: Record<string, ColumnType>,
  rows: Record<string, Value | bigint>[],
): Promise<Made> {
  const folder = tempFolder();
  const source = join(folder, 'source');
  const line = (row: Record<string, Value | bigint>): string => {
    const cells = Object.keys(columns).map((name) => {
      const value = row[name] ?? null;
      return `${JSON.stringify(name)}:${typeof value === 'bigint' ? value : JSON.stringify(value)}`;
    });
    return `{${cells.join()}}`;
  };
  writeFileSync(source, `${rows.map(line).join('\n')}\n`);
  const file = join(folder, 'out.sqlite');
  const types = Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, { type }]));
  const [table] = await buildTables(
    [{ name: 't', files: [{ file: source, source: 't.ndjson' }], options: { columns: types } }],
    file,
  );
  if (!table) throw new Error('no table');
  return { file, table };
}

/** The same table, but for the chunks of its columns that are no decimals or booleans. */
export function withoutChunks({ file, table }: Made): Made {
  const copy = `${file}-copy`;
  copyFileSync(file, copy);
  const db = new DatabaseSync(copy);
  db.exec(`UPDATE "${columnsTable}" SET encoding = NULL WHERE type NOT IN ('decimal', 'boolean')`);
  db.close();
  return { file: copy, table };
}

/** Opens a table for the time of some work. */
export function using<T>({ file, table }: Made, work: (engine: Engine, table: TableSummary) => T): T {
  const engine = openEngine(file, [table]);
  try {
    return work(engine, table);
  } finally {
    engine.close();
  }
}

/** The values of a table's rows as SQLite has them, in order. */
export function plainRows({ file, table }: Made): Value[][] {
  const db = new DatabaseSync(file, { readOnly: true });
  const statement = db.prepare('SELECT * FROM t');
  statement.setReadBigInts(true);
  const rows = statement.all().map((row) =>
    table.columns.map(({ name, type }): Value => {
      const value = row[name] ?? null;
      if (value === null || value instanceof Uint8Array) return null;
      if (type === 'boolean') return value === 1n;
      if (typeof value !== 'bigint') return value;
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    }),
  );
  db.close();
  return rows;
}

/** A condition by the name of its column. */
export function condition(
  table: TableSummary,
  name: string,
  operator: Operator,
  ...values: string[]
): Condition {
  return { column: table.columns.findIndex((column) => column.name === name), operator, values };
}

/** A query of conditions alone. */
export function asking(...conditions: Condition[]): Query {
  return { conditions, sort: [] };
}
