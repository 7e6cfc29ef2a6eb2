import { UserError } from '../../base/error.ts';
import { formatCount } from '../../base/format.ts';
import { columnNames } from '../column-names.ts';
import type { TableFile } from '../raw.ts';
import type { CsvRecord } from './csv-scan.ts';
import { csvFields } from './csv-scan.ts';
import { isBlank, readCsvRecords } from './csv-text.ts';

/** What a look at every record of a CSV file tells. */
export interface CsvShape {
  columns: string[];
  rows: number;
  /** Bytes of the longest record. */
  longest: number;
  /**
   * The line end that all records share when there is nothing in the file that readers of CSV
   * disagree on: no mixed line ends, no blanks around quotes, no blank lines before the header, and
   * none that end in CR LF (where its buffer ends between the two, DuckDB puts the LF into a value).
   */
  plainLineEnd: '\n' | '\r\n' | undefined;
}

/**
 * Looks at every record of a CSV file. Blank lines are no records, except in a file of one column,
 * where one below the header is a row without a value. Throws a `UserError` with the line for the
 * first record that is wrong.
 */
export async function checkCsv(
  { file, source }: TableFile,
  delimiter: string,
  signal?: AbortSignal,
): Promise<CsvShape> {
  const lineEnds = new Set<CsvRecord['lineEnd']>();
  let columns: string[] | undefined;
  let plain = true;
  let rows = 0;
  let longest = 0;
  const onRecord = (record: CsvRecord, bytes: Buffer): void => {
    if (record.lineEnd !== 'none') lineEnds.add(record.lineEnd);
    if (isBlank(record)) {
      if (columns === undefined || record.lineEnd === 'crlf') plain = false;
      if (columns?.length !== 1) return;
    }
    if (record.padded) plain = false;
    longest = Math.max(longest, record.end - record.start);
    const row = columns === undefined ? undefined : rows + 1;
    if (record.fault) throw faultError(record, source, row);
    if (columns === undefined) {
      const header = csvFields(bytes, record).map((name) => name.trim());
      columns = columnNames(header, { file: source, line: record.line });
      return;
    }
    if (record.fields !== columns.length)
      throw raggedError(record, columns.length, delimiter, source, rows + 1);
    rows++;
  };
  await readCsvRecords(file, delimiter, onRecord, { signal });
  if (columns === undefined) {
    throw new UserError('The file holds nothing but blank lines.', {
      hint: 'A table needs at least the names of its columns.',
      at: { file: source },
    });
  }
  const plainLineEnd =
    lineEnds.has('cr') || lineEnds.size > 1 ? undefined : lineEnds.has('crlf') ? '\r\n' : '\n';
  return { columns, rows, longest, plainLineEnd: plain ? plainLineEnd : undefined };
}

function faultError({ fault, line }: CsvRecord, source: string, row: number | undefined): UserError {
  const at = { file: source, line: fault?.line ?? line, ...(row !== undefined && { row }) };
  return fault?.kind === 'unclosed quote'
    ? new UserError(`The quote that opens field ${fault.field} here is never closed.`, {
        hint: 'Close it, or write a quote that belongs to the text twice, inside quotes.',
        at,
      })
    : new UserError(`There is text after the closing quote of field ${fault?.field}.`, {
        hint: 'Write a quote that belongs to the text twice.',
        at,
      });
}

function raggedError(
  record: CsvRecord,
  expected: number,
  delimiter: string,
  source: string,
  row: number,
): UserError {
  const name = delimiter === '\t' ? 'a tab' : `"${delimiter}"`;
  return new UserError(
    `Expected ${formatCount(expected, 'field')}, as in the header, and found ${record.fields}.`,
    {
      hint:
        record.fields > expected
          ? `Put a field that holds ${name} in quotes, or take away what is too much.`
          : `Fields are parted by ${name}: add what is missing, even if empty.`,
      at: { file: source, line: record.line, row },
    },
  );
}
