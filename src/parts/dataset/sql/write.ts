import type { Value } from '../query.ts';
import type { SqlColumn } from './protocol.ts';
import type { SqlStream } from './stream.ts';

/** A form in which the whole answer can be taken away. */
interface Format {
  type: string;
  write(stream: SqlStream): AsyncGenerator<string>;
}

/** The forms by their names, which are also the ends of their files' names. */
export const formats = {
  csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
  json: { type: 'application/json', write: writeJson },
  ndjson: { type: 'application/x-ndjson', write: writeNdjson },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

/** RFC 4180 with a header; nothing for null, and quotes for what would otherwise be read differently. */
async function* writeCsv({ columns, batches }: SqlStream): AsyncGenerator<string> {
  const line = (values: Value[]) => `${values.map(csvField).join()}\r\n`;
  yield line(columns.map(({ name }) => name));
  for await (const rows of batches) yield rows.map(line).join('');
}

function csvField(value: Value): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An array of objects, one a line. */
async function* writeJson({ columns, batches }: SqlStream): AsyncGenerator<string> {
  const line = toObject(columns);
  let before = '[\n';
  for await (const rows of batches)
    for (const row of rows) {
      yield before + line(row);
      before = ',\n';
    }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** An object a line. */
async function* writeNdjson({ columns, batches }: SqlStream): AsyncGenerator<string> {
  const line = toObject(columns);
  for await (const rows of batches) yield rows.map((row) => `${line(row)}\n`).join('');
}

/** A row as the JSON of an object. Columns of one name get numbers, or all but the last were lost. */
function toObject(columns: SqlColumn[]): (row: Value[]) => string {
  const taken = new Set<string>();
  const names = columns.map(({ name }) => {
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
    taken.add(unique);
    return unique;
  });
  return (row) => JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
}
