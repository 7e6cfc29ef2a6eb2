import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { type CsvRecord, csvFields, scanCsv } from './csv-scan.ts';
import { literal } from './duckdb.ts';
import { columnNames, makeTextTable, type ReadContext, type ReadTable, type TableFile } from './source.ts';

const CHUNK = 4 << 20;
const SAMPLE = 1 << 16;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads CSV or TSV into a table of texts. Every record is looked at before DuckDB reads the file,
 * so that what is wrong is told by its line and nothing is guessed: the same number of fields
 * everywhere, closed quotes, UTF-8. Empty fields become null.
 */
export async function readCsv(table: TableFile, context: ReadContext): Promise<ReadTable> {
  const { duck, into, temp } = context;
  const delimiter = await findDelimiter(table.file);
  const scan = await examine(table, delimiter, context);
  const columns = columnNames(scan.header, table.source);
  // DuckDB reads one kind of line end and no blanks around quotes; any other file is written anew.
  const file = scan.plain
    ? table.file
    : await rewrite(table.file, delimiter, join(temp, `${into}.csv`), context.signal);
  await makeTextTable(duck, into, columns.length);
  const names = columns.map((_, index) => `'c${index}': 'VARCHAR'`);
  await duck.run(
    `INSERT INTO ${into} SELECT * FROM read_csv(${literal(file)}, auto_detect = false, header = true, ` +
      `delim = ${literal(scan.plain ? delimiter : ',')}, quote = '"', escape = '"', nullstr = '', ` +
      `new_line = '${scan.plain && scan.crlf ? '\\r\\n' : '\\n'}', null_padding = false, strict_mode = true, ` +
      `max_line_size = ${scan.longest + 16}, buffer_size = ${Math.max(scan.longest * 2 + 64, 32 << 20)}, ` +
      `columns = {${names.join(', ')}})`,
  );
  const [[rows] = []] = await duck.rows(`SELECT count(*) FROM ${into}`);
  if (Number(rows) !== scan.records - 1)
    throw new Error(`${table.source}: ${scan.records - 1} records were counted and ${rows} read`);
  return { columns, rows: scan.records - 1, textual: columns.map(() => false) };
}

interface Scan {
  header: string[];
  /** The header among them; blank lines are none. */
  records: number;
  /** Bytes of the longest record. */
  longest: number;
  crlf: boolean;
  /** Whether DuckDB can read the file as it is. */
  plain: boolean;
}

/** Looks at every record of a file. Throws a `UserError` at the first that is wrong. */
async function examine(
  { file, source }: TableFile,
  delimiter: string,
  { signal }: ReadContext,
): Promise<Scan> {
  const result: Scan = { header: [], records: 0, longest: 0, crlf: false, plain: true };
  let lf = false;
  const blanks = await eachRecord(file, delimiter, signal, (bytes, record) => {
    result.records++;
    result.longest = Math.max(result.longest, record.end - record.start);
    if (record.lineEnd === 'crlf') result.crlf = true;
    if (record.lineEnd === 'lf') lf = true;
    if (record.lineEnd === 'cr' || record.padded) result.plain = false;
    checkText(bytes, record, source);
    if (result.records === 1) result.header = csvFields(bytes, record);
    else if (record.fields !== result.header.length)
      throw ragged(record, result.header.length, delimiter, source);
  });
  if (result.records === 0)
    throw new UserError('This table is empty: there is not even a header row.', { at: { file: source } });
  if (blanks > 0 || (result.crlf && lf)) result.plain = false;
  return result;
}

function checkText(bytes: Buffer, { start, end, line, fault }: CsvRecord, source: string): void {
  const raw = bytes.subarray(start, end);
  if (raw.includes(0))
    throw new UserError('A NUL byte stands here, so this is no CSV.', {
      hint: 'It may be UTF-16, or another kind of file: save it as CSV in UTF-8.',
      at: { file: source, line },
    });
  if (!isUtf8(raw)) {
    const bad = firstBadByte(raw);
    throw new UserError(`This line is not UTF-8: its byte ${bad + 1} is 0x${raw[bad]?.toString(16)}.`, {
      hint: 'It may be Latin-1 (Windows-1252) or UTF-16: save the file as UTF-8.',
      at: { file: source, line },
    });
  }
  if (fault)
    throw new UserError(
      fault.kind === 'unclosed quote'
        ? `The quote that opens field ${fault.field} is not closed.`
        : `Text follows the closing quote of field ${fault.field}.`,
      { hint: 'Close it, and write a quote inside of quotes twice.', at: { file: source, line: fault.line } },
    );
}

function ragged({ fields, line }: CsvRecord, expected: number, delimiter: string, source: string): UserError {
  return new UserError(`This row has ${formatCount(fields, 'field')}, and the header has ${expected}.`, {
    hint:
      fields > expected
        ? `Put fields that contain "${delimiter}" in quotes, or name the further columns in the header.`
        : 'Write empty fields out too, or mend the line.',
    at: { file: source, line },
  });
}

/**
 * Calls back for every record that is not blank; record and bytes are valid during the call only.
 * Returns how many blank lines were passed over.
 */
async function eachRecord(
  file: string,
  delimiter: string,
  signal: AbortSignal | undefined,
  onRecord: (bytes: Buffer, record: CsvRecord) => void,
): Promise<number> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let blanks = 0;
  const scan = (bytes: Buffer, final: boolean) => {
    const scanned = scanCsv(bytes, { delimiter, line, final }, (record) => {
      if (record.end === record.start) blanks++;
      else onRecord(bytes, record);
    });
    rest = bytes.subarray(scanned.used);
    line = scanned.line;
  };
  let first = true;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK, signal })) {
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    scan(first && bytes.subarray(0, 3).equals(BOM) ? bytes.subarray(3) : bytes, false);
    first = false;
  }
  scan(rest, true);
  return blanks;
}

/** The delimiter that splits the header, and the first rows alike, into the most fields. */
async function findDelimiter(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
    const final = bytesRead < SAMPLE;
    const scored = DELIMITERS.map((delimiter) => {
      const counts: number[] = [];
      scanCsv(buffer.subarray(0, bytesRead), { delimiter, line: 1, final }, ({ fields, start, end }) => {
        if (end > start && counts.length < 50) counts.push(fields);
      });
      const [header = 1] = counts;
      const alike = counts.filter((count) => count === header).length / Math.max(counts.length, 1);
      return { delimiter, score: header > 1 ? alike * 1000 + header : 0 };
    });
    return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
  } finally {
    await handle.close();
  }
}

/** Writes the same records as DuckDB reads them best: commas, LF, every field in quotes. */
async function rewrite(file: string, delimiter: string, out: string, signal?: AbortSignal): Promise<string> {
  const handle = await open(out, 'w');
  try {
    let lines: string[] = [];
    const flush = () => {
      const text = lines.join('');
      lines = [];
      return text;
    };
    const pending: string[] = [];
    await eachRecord(file, delimiter, signal, (bytes, record) => {
      const fields = csvFields(bytes, record).map((field) =>
        field === '' ? '' : `"${field.replaceAll('"', '""')}"`,
      );
      lines.push(`${fields.join(',')}\n`);
      if (lines.length === 4096) pending.push(flush());
    });
    for (const text of [...pending, flush()]) await handle.write(text);
  } finally {
    await handle.close();
  }
  return out;
}

/** The index of the first byte that is no part of UTF-8. */
function firstBadByte(raw: Buffer): number {
  // Decoding puts one replacement character there, and what stands before it is unharmed.
  const text = raw.toString('utf8');
  let from = 0;
  for (;;) {
    const at = text.indexOf('\uFFFD', from);
    const bytes = Buffer.byteLength(text.slice(0, at));
    if (raw.subarray(bytes, bytes + 3).toString('hex') !== 'efbfbd') return bytes;
    from = at + 1;
  }
}
