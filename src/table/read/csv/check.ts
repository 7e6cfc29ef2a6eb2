import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { columnNames } from '../../column-names.ts';
import type { CsvText } from './records.ts';
import { readCsvRecords } from './records.ts';
import type { CsvDialect, CsvRecord } from './scan.ts';
import { csvFields, isBlank } from './scan.ts';

/** What a look at every record of a CSV file tells. */
export interface CsvShape {
  columns: string[];
  rows: number;
  /** Bytes of the longest record. */
  longest: number;
  /** Some field is in quotes. */
  quoted: boolean;
  /** Some field holds a line end. */
  linesInQuotes: boolean;
  /** There are lines with nothing in them. */
  blanks: boolean;
  /**
   * The line end that all records share when there is nothing in the file that readers of CSV
   * disagree on: no mixed line ends, no blanks around quotes, no blank lines before the header, and
   * none that end in CR LF (where its buffer ends between the two, DuckDB puts the LF into a value).
   */
  plainLineEnd: '\n' | '\r\n' | undefined;
}

/** A CSV text, and which of its lines is the header: none, a line by its number, or the first that is not blank. */
export interface CsvSource extends CsvText {
  source: string;
  header: boolean | number;
}

/**
 * Looks at every record of a CSV file. Blank lines are no records, except in a file of one column,
 * where one below the header is a row without a value. Throws a `UserError` with the line for the
 * first record that is wrong.
 */
export async function checkCsv(csv: CsvSource, signal?: AbortSignal): Promise<CsvShape> {
  const { source, dialect, header } = csv;
  const lineEnds = new Set<CsvRecord['lineEnd']>();
  const shape = { rows: 0, longest: 0, quoted: false, linesInQuotes: false, blanks: false };
  let columns: string[] | undefined;
  let plain = true;
  const onRecord = (record: CsvRecord, bytes: Buffer): void => {
    if (record.lineEnd !== 'none') lineEnds.add(record.lineEnd);
    if (isBlank(record)) {
      shape.blanks = true;
      if (columns === undefined || record.lineEnd === 'crlf') plain = false;
      if (columns === undefined && typeof header === 'number') throw noHeader(header, source);
      if (columns?.length !== 1) return;
    }
    if (record.padded) plain = false;
    if (record.quoted) shape.quoted = true;
    if (record.lines > 1) shape.linesInQuotes = true;
    if (record.end - record.start > shape.longest) shape.longest = record.end - record.start;
    const row = columns === undefined && header !== false ? undefined : shape.rows + 1;
    if (record.fault) throw faultError(record, dialect, source, row);
    if (columns === undefined) {
      const names = csvFields(bytes, record, dialect).map((name) => (header === false ? '' : name.trim()));
      columns = columnNames(names, { file: source, line: record.line });
      if (header !== false) return;
    }
    if (record.fields !== columns.length) {
      throw raggedError(record, columns.length, { dialect, source, header, row: shape.rows + 1 });
    }
    shape.rows++;
  };
  await readCsvRecords(csv, onRecord, { ...(signal && { signal }) });
  if (columns === undefined) {
    if (typeof header === 'number') throw noHeader(header, source);
    throw new UserError('The file holds nothing but blank lines.', {
      hint: 'A table needs at least the names of its columns.',
      at: { file: source },
    });
  }
  const plainLineEnd =
    lineEnds.has('cr') || lineEnds.size > 1 ? undefined : lineEnds.has('crlf') ? '\r\n' : '\n';
  return { columns, ...shape, plainLineEnd: plain ? plainLineEnd : undefined };
}

function noHeader(line: number, source: string): UserError {
  return new UserError(`There is nothing on line ${line}, and "header" names it.`, {
    hint: 'Give the number of the line on which the names of the columns are.',
    at: { file: source, line },
  });
}

function faultError(
  { fault, line }: CsvRecord,
  { quote }: CsvDialect,
  source: string,
  row: number | undefined,
): UserError {
  const at = { file: source, line: fault?.line ?? line, ...(row !== undefined && { row }) };
  const unquoted = `set "quote" to "none" if ${quote} encloses no fields in this file`;
  return fault?.kind === 'unclosed quote'
    ? new UserError(`The quote that opens field ${fault.field} here is never closed.`, {
        hint: `Close it, or write a quote that belongs to the text twice, inside quotes; ${unquoted}.`,
        at,
      })
    : new UserError(`There is text after the closing quote of field ${fault?.field}.`, {
        hint: `Write a quote that belongs to the text twice; ${unquoted}.`,
        at,
      });
}

function raggedError(
  record: CsvRecord,
  expected: number,
  { dialect, source, header, row }: { dialect: CsvDialect; source: string; header: unknown; row: number },
): UserError {
  const name = dialect.delimiter === '\t' ? 'a tab' : `"${dialect.delimiter}"`;
  const model = header === false ? 'as in the first record' : 'as in the header';
  return new UserError(`Expected ${formatCount(expected, 'field')}, ${model}, and found ${record.fields}.`, {
    hint:
      record.fields > expected
        ? `Put a field that holds ${name} in quotes, or take away what is too much.`
        : `Fields are parted by ${name}: add what is missing, even if empty.`,
    at: { file: source, line: record.line, row },
  });
}
