import type { ColumnSummary } from '../../../table/summary.ts';
import type { Export, Source } from '../export/export.ts';
import type { Value } from '../query.ts';
import type { SqlColumn } from './protocol.ts';
import type { SqlStream } from './stream.ts';

/** The whole answer to a query as a file has it; `name` is the file's, and the sheet's. */
export function exportOf({ columns, batches }: SqlStream, name: string): Export {
  return {
    selection: sourceOf(columns, name),
    columns: columns.map((_, place) => place),
    batches: rowsOf(batches),
  };
}

/** Columns of one name get numbers, for in an object all but the last of them were lost. */
export function sourceOf(columns: SqlColumn[], name: string): Source {
  const taken = new Set<string>();
  const unique = columns.map((column): Pick<ColumnSummary, 'name' | 'type'> => {
    let name = column.name;
    for (let n = 2; taken.has(name); n++) name = `${column.name}_${n}`;
    taken.add(name);
    return { name, type: column.type === 'blob' ? 'text' : column.type };
  });
  return { table: { name, columns: unique } };
}

async function* rowsOf(batches: SqlStream['batches']): AsyncGenerator<{ values: Value[] }[]> {
  for await (const rows of batches) yield rows.map((values) => ({ values }));
}
