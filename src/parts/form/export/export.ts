import { setImmediate } from 'node:timers/promises';
import type { Layout } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { csvLine } from '../../export/csv.ts';
import type { Answer } from '../answers/answers.ts';
import { workbooks } from '../workbooks.ts';
import { type Cell, columnsOf } from './columns.ts';

/** What is exported: the answers to a form. */
export interface Export {
  /** The form's title. */
  title: string;
  layout: Layout;
  /** Ids of fields that answers have something in, and the form no more. */
  former?: readonly string[];
  /** In whose language headings are. */
  reader: Reader;
  /** How many there are, about. */
  count: number;
  answers(): Iterable<Answer>;
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
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: workbookOf,
  },
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  json: { type: 'application/json', write: jsonOf },
  ndjson: { type: 'application/x-ndjson', write: linesOf },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

/** An answer as JSON has it. */
export function answerJson({ id, number, version, created, changed, values }: Answer) {
  return { number, id, version, created, changed, values };
}

/** How many answers are written at once. */
const some = 500;

/** Loaded when it is asked for: what writes workbooks is larger than all the rest. */
async function* workbookOf(what: Export): AsyncGenerator<Uint8Array> {
  yield* workbooks().workbook(what);
}

/** CSV by RFC 4180. A text that a spreadsheet would take for a formula has an apostrophe before it. */
async function* csvOf(what: Export): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(what, { tables: true });
  yield Buffer.from(
    `${what.mark ? '\ufeff' : ''}${csvLine(columns.map(({ heading }) => harmless(heading)))}`,
  );
  for await (const answers of batches(what))
    yield Buffer.from(
      answers.map((answer) => csvLine(columns.map(({ cell }) => csvValue(cell(answer))))).join(''),
    );
}

async function* jsonOf(what: Export): AsyncGenerator<Uint8Array> {
  let before = '[\n';
  for await (const answers of batches(what)) {
    yield Buffer.from(before + answers.map((answer) => JSON.stringify(answerJson(answer))).join(',\n'));
    before = ',\n';
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n');
}

async function* linesOf(what: Export): AsyncGenerator<Uint8Array> {
  for await (const answers of batches(what))
    yield Buffer.from(answers.map((answer) => `${JSON.stringify(answerJson(answer))}\n`).join(''));
}

async function* batches({ answers }: Export): AsyncGenerator<Answer[]> {
  let batch: Answer[] = [];
  for (const answer of answers()) {
    batch.push(answer);
    if (batch.length < some) continue;
    yield batch;
    batch = [];
    await setImmediate();
  }
  if (batch.length > 0) yield batch;
}

function csvValue(value: Cell): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? harmless(value) : value;
}

/** A telephone number begins with `+` and is no formula; nor is a negative number. */
function harmless(text: string): string {
  // An apostrophe that somebody wrote is told from that one by having another before it.
  return /^'*[=@\t\r]|^'+[+-]/.test(text) || /^[+-](?![\d\s().,/-]*$)/.test(text) ? `'${text}` : text;
}
