import { UserError } from '../../base/error.ts';
import { columnNames } from '../column-names.ts';
import type { TableOptions } from '../options.ts';
import type { LoadContext, RawTable, TableFile } from '../raw.ts';
import { columnList, mergeKinds } from '../raw.ts';
import { loadCsv } from './csv.ts';
import { loadJson } from './json.ts';
import { loadXlsx } from './xlsx/load.ts';

type Loader = (context: LoadContext, from: TableFile, options: TableOptions) => Promise<RawTable>;

/** The formats by extension. `open`: a record may lack columns, so that files need not agree on them. */
const formats: Record<string, { load: Loader; open?: true; sheets?: true }> = {
  '.csv': { load: (context, from) => loadCsv(context, from) },
  '.tsv': { load: (context, from) => loadCsv(context, from, '\t') },
  '.json': { load: (context, from) => loadJson(context, from, false), open: true },
  '.ndjson': { load: (context, from) => loadJson(context, from, true), open: true },
  '.jsonl': { load: (context, from) => loadJson(context, from, true), open: true },
  '.xlsx': { load: loadXlsx, sheets: true },
};

/**
 * Reads the files of a table, of which there is at least one, and appends them in order. They must
 * have the same columns, in any order; only JSON may leave out columns and bring new ones.
 */
export async function readTable(
  context: LoadContext,
  files: TableFile[],
  options: TableOptions,
): Promise<RawTable> {
  const loads = files.map((from) => ({ from, format: formatOf(from, options) }));
  let whole: RawTable | undefined;
  for (const [index, { from, format }] of loads.entries()) {
    const table = whole ? `${context.table}_${index}` : context.table;
    const next = await format.load({ ...context, table }, from, options);
    if (whole === undefined) whole = next;
    else await append(context, whole, next, format.open === true, { from, first: files[0] });
  }
  if (whole === undefined) throw new Error('A table needs at least one file.');
  return whole;
}

function formatOf({ source }: TableFile, options: TableOptions): (typeof formats)[string] {
  const extension = /\.[^./\\]*$/.exec(source)?.[0].toLowerCase() ?? '';
  const format = formats[extension];
  if (format === undefined) {
    throw new UserError(
      extension === ''
        ? 'The file has no extension that says what kind of table it is.'
        : `A table cannot be read from a ${extension} file.`,
      { hint: `These are understood: ${Object.keys(formats).join(', ')}.`, at: { file: source } },
    );
  }
  if (options.sheet !== undefined && !format.sheets) {
    throw new UserError('"sheet" is for XLSX workbooks, and this file is none.', {
      hint: 'Take "sheet" out of the table.',
      at: { file: source },
    });
  }
  return format;
}

/** Moves the rows of one more file to the end of the table. */
async function append(
  { duck }: LoadContext,
  whole: RawTable,
  next: RawTable,
  open: boolean,
  { from, first }: { from: TableFile; first: TableFile | undefined },
): Promise<void> {
  const known = new Map(whole.columns.map(({ name }, index) => [name, index]));
  const added = next.columns.filter(({ name }) => !known.has(name));
  const names = new Set(next.columns.map(({ name }) => name));
  const missing = whole.columns.filter(({ name }) => !names.has(name));
  if (!open && added.length + missing.length > 0) {
    const list = (columns: RawTable['columns']): string => columns.map(({ name }) => `"${name}"`).join(', ');
    const differences = [
      ...(missing.length > 0 ? [`lacks ${list(missing)}`] : []),
      ...(added.length > 0 ? [`has ${list(added)} in addition`] : []),
    ];
    throw new UserError(
      `The columns differ from those of ${first?.source}: this file ${differences.join(' and ')}.`,
      {
        hint: 'Files of one table need the same columns; make it a table of its own otherwise.',
        at: { file: from.source },
      },
    );
  }
  columnNames(
    [...whole.columns, ...added].map(({ name }) => name),
    { file: from.source },
  );
  for (const { name } of added) {
    await duck.run(`ALTER TABLE ${whole.table} ADD COLUMN c${whole.columns.length} VARCHAR`);
    known.set(name, whole.columns.push({ name, kind: 'none' }) - 1);
  }
  const places = next.columns.map(({ name }) => known.get(name) ?? 0);
  await duck.run(`INSERT INTO ${whole.table} (${places.map((place) => `c${place}`).join(', ')})
    SELECT ${columnList(places.length, (column) => column)} FROM ${next.table}`);
  await duck.run(`DROP TABLE ${next.table}`);
  for (const [index, { kind }] of next.columns.entries()) {
    const column = whole.columns[places[index] ?? 0];
    if (column) column.kind = mergeKinds(column.kind, kind);
  }
  whole.rows += next.rows;
}
