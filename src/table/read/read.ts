import { UserError } from '../../base/error.ts';
import type { TableOptions } from '../options.ts';
import type { LoadContext, RawTable, TableFile } from '../raw.ts';
import { appendTable } from './append.ts';
import { loadCsv } from './csv/load.ts';
import { toUtf8 } from './encoding.ts';
import { loadJson } from './json/load.ts';
import type { ReadOptions } from './options.ts';
import { loadParquet } from './parquet.ts';
import { unpackedName, unpackFile } from './unpack.ts';
import { loadXlsx } from './xlsx/load.ts';

/** A format: its reader, and the options that concern it. */
interface Format {
  load: (context: LoadContext, from: TableFile, options: ReadOptions) => Promise<RawTable>;
  options: readonly (keyof ReadOptions)[];
  /** It is text, which the reader gets as UTF-8. */
  text: boolean;
  /** A record may lack columns, so that files need not agree on them. */
  open: boolean;
}

const csv: Format = {
  load: loadCsv,
  options: ['header', 'skipRows', 'delimiter', 'quote', 'escape', 'comment', 'encoding'],
  text: true,
  open: false,
};
const tsv: Format = {
  ...csv,
  load: (context, from, options) => loadCsv(context, from, { delimiter: '\t', ...options }),
};
const json: Format = {
  load: (context, from) => loadJson(context, from, false),
  options: ['encoding'],
  text: true,
  open: true,
};
const ndjson: Format = { ...json, load: (context, from) => loadJson(context, from, true) };
const parquet: Format = { load: loadParquet, options: [], text: false, open: false };
const xlsx: Format = {
  load: loadXlsx,
  options: ['header', 'skipRows', 'sheet', 'range', 'merged', 'cellErrors'],
  text: false,
  open: false,
};

/** The formats by extension. */
const formats: Record<string, Format> = {
  '.csv': csv,
  '.tsv': tsv,
  '.json': json,
  '.ndjson': ndjson,
  '.jsonl': ndjson,
  '.parquet': parquet,
  '.xlsx': xlsx,
};

/** What concerns one format alone, for messages. */
const concerns: Partial<Record<keyof ReadOptions, string>> = {
  header: 'CSV, TSV and XLSX',
  skipRows: 'CSV, TSV and XLSX',
  encoding: 'CSV, TSV, JSON and NDJSON',
  sheet: 'XLSX',
  range: 'XLSX',
  merged: 'XLSX',
  cellErrors: 'XLSX',
};

/**
 * Reads the files of a table, of which there is at least one, and appends them in order. They must
 * have the same columns, in any order; only JSON may leave out columns and bring new ones. Each
 * may be packed by gzip or zstd. Throws a `UserError`.
 */
export async function readTable(
  context: LoadContext,
  files: TableFile[],
  options: TableOptions,
): Promise<RawTable> {
  const loads = files.map((from) => ({ from, format: formatOf(from) }));
  checkOptions(
    options,
    loads.map(({ format }) => format),
    files[0],
  );
  let whole: RawTable | undefined;
  for (const [index, { from, format }] of loads.entries()) {
    const table = whole ? `${context.table}_${index}` : context.table;
    const next = await loadFile({ ...context, table }, from, format, options);
    if (whole === undefined) whole = next;
    else await appendTable(context, whole, next, { open: format.open, from, first: files[0] });
  }
  if (whole === undefined) throw new Error('A table needs at least one file.');
  return whole;
}

async function loadFile(
  context: LoadContext,
  from: TableFile,
  format: Format,
  options: ReadOptions,
): Promise<RawTable> {
  const unpacked = await unpackFile(context, from);
  const plain = format.text ? await toUtf8(context, unpacked, options.encoding) : unpacked;
  return await format.load(context, plain, options);
}

function formatOf({ source }: TableFile): Format {
  const extension = /\.[^./\\]*$/.exec(unpackedName(source))?.[0].toLowerCase() ?? '';
  const format = formats[extension];
  if (format) return format;
  throw new UserError(
    extension === ''
      ? 'The file has no extension that says what kind of table it is.'
      : `A table cannot be read from a ${extension} file.`,
    {
      hint: ['.xls', '.xlsm', '.xlsb', '.ods', '.numbers'].includes(extension)
        ? 'Open it in a spreadsheet and save it as .xlsx.'
        : `These are understood, each also with .gz or .zst: ${Object.keys(formats).join(', ')}.`,
      at: { file: source },
    },
  );
}

/** Throws a `UserError` for an option that concerns none of the files, or contradicts another. */
function checkOptions(options: ReadOptions, used: Format[], first: TableFile | undefined): void {
  const keys: Set<keyof ReadOptions> = new Set(Object.values(formats).flatMap((format) => format.options));
  for (const key of keys) {
    if (options[key] === undefined || used.some((format) => format.options.includes(key))) continue;
    throw new UserError(`"${key}" is for ${concerns[key] ?? 'CSV and TSV'}, and this file is none.`, {
      hint: `Take "${key}" out of the table.`,
      at: first ? { file: first.source } : {},
      exitCode: 2,
    });
  }
  if (typeof options.header === 'number' && options.skipRows !== undefined) {
    throw new UserError('"header" names a line, and "skipRows" how many are left out before it.', {
      hint: 'Give one of the two: "header" alone leaves out what is above it.',
      exitCode: 2,
    });
  }
}
