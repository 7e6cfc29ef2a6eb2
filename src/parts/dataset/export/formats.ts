import type { Row, Selection } from '../query.ts';
import { csvLines } from './csv.ts';
import { jsonArray, jsonLines } from './json.ts';
import { workbook } from './xlsx.ts';

/** What is exported: rows of a selection with some of its columns. */
export interface Export {
  selection: Selection;
  /** The places of the columns, in the order to write them. */
  columns: readonly number[];
  /** The rows, some at a time. */
  batches: AsyncIterable<Row[]>;
  /** Begin CSV with a byte order mark, which tells Excel that it is UTF-8. */
  mark?: boolean;
}

interface Format {
  /** For `content-type`. */
  type: string;
  /** The file, some bytes at a time: nothing is read before it is asked for. */
  write(what: Export): AsyncIterable<Uint8Array>;
}

/** Every format by its name, which is also the ending of a file's. */
export const formats = {
  csv: { type: 'text/csv; charset=utf-8', write: (what) => encoded(csvLines(what)) },
  json: { type: 'application/json', write: (what) => encoded(jsonArray(what)) },
  ndjson: { type: 'application/x-ndjson', write: (what) => encoded(jsonLines(what)) },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: workbook,
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}
