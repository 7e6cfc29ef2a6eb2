import { csvLines } from './csv.ts';
import type { Export } from './export.ts';
import { jsonArray, jsonLines } from './json.ts';

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
    write: workbookOf,
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}

/** Loaded when it is asked for: what writes workbooks is larger than all the rest. */
async function* workbookOf(what: Export): AsyncGenerator<Uint8Array> {
  const { workbook } = await import('./xlsx.ts');
  yield* workbook(what);
}
