import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { messageOf, UserError } from '../base/error.ts';
import { columnNames, type ReadContext, type ReadTable, type TableFile } from './source.ts';
import { openRowWriter, type TextCell } from './text-rows.ts';

type JsonRow = Record<string, TextCell | null>;

/**
 * Reads a JSON array of objects, or NDJSON (an object a line), into a table of texts. The columns
 * are all the keys, in the order in which they first come. Numbers keep their digits, past 2^53
 * too; lists and objects inside of a row become JSON text.
 */
export async function readJson(table: TableFile, context: ReadContext): Promise<ReadTable> {
  const rows = /\.json$/i.test(table.source) ? await arrayRows(table) : await lineRows(table);
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = columnNames([...keys], table.source);
  const writer = await openRowWriter(context, keys.size);
  for (const row of rows) await writer.add([...keys].map((key) => row[key] ?? null));
  return { columns, ...(await writer.end()) };
}

async function arrayRows({ file, source }: TableFile): Promise<JsonRow[]> {
  const text = decode(await readFile(file), source);
  const value = parse(text, source);
  if (!Array.isArray(value))
    throw new UserError('A table in JSON is a list of objects, and this is none.', {
      hint: 'Write [ {...}, {...} ], or an object a line in a .ndjson file.',
      at: { file: source },
    });
  return value.map((row, index) => toRow(row, source, { row: index + 1 }));
}

async function lineRows({ file, source }: TableFile): Promise<JsonRow[]> {
  const rows: JsonRow[] = [];
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++;
    if (text.includes('\uFFFD')) throw notUtf8(source, line);
    if (text.trim() !== '') rows.push(toRow(parse(text, source, line), source, { line }));
  }
  return rows;
}

function decode(bytes: Buffer, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8(source);
  }
}

function notUtf8(source: string, line?: number): UserError {
  return new UserError('This is not UTF-8 text.', {
    hint: 'Save the file as UTF-8.',
    at: { file: source, ...(line === undefined ? {} : { line }) },
  });
}

/** A number as it is written: `JSON.parse` would round what is past 2^53. */
class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function parse(text: string, source: string, line?: number): unknown {
  const keepDigits = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value;
  try {
    return JSON.parse(text, keepDigits);
  } catch (error) {
    const place = /position (\d+)/.exec(messageOf(error))?.[1];
    const before = text.slice(0, Number(place ?? text.length));
    throw new UserError('This is not JSON.', {
      hint: 'Mend it where it breaks off.',
      at: {
        file: source,
        line: line ?? before.split('\n').length,
        column: before.length - before.lastIndexOf('\n'),
      },
      cause: error,
    });
  }
}

function toRow(value: unknown, source: string, at: { line: number } | { row: number }): JsonRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof NumberText)
    throw new UserError('This row is no object.', {
      hint: 'Each row is an object with the columns as its keys.',
      at: { file: source, ...at },
    });
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toCell(inner)]));
}

function toCell(value: unknown): TextCell | null {
  if (value === null || value === undefined) return null;
  if (value instanceof NumberText) return { text: value.text, textual: false };
  if (typeof value === 'boolean') return { text: String(value), textual: false };
  if (typeof value === 'string') return { text: value, textual: true };
  return { text: JSON.stringify(value, plainNumbers), textual: true };
}

function plainNumbers(_key: string, value: unknown): unknown {
  return value instanceof NumberText ? Number(value.text) : value;
}
