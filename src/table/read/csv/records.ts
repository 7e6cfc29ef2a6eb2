import { createReadStream } from 'node:fs';
import { withoutBom } from '../text-file.ts';
import type { CsvDialect, CsvRecord } from './scan.ts';
import { isBlank, scanCsv } from './scan.ts';

/** A longer record than this is taken for a quote that is never closed. */
const maxRecordBytes = 256 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/** A CSV text and how it is to be read. */
export interface CsvText {
  /** UTF-8. */
  file: string;
  dialect: CsvDialect;
  /** So many lines at the beginning are left out, whatever is in them. */
  skipLines: number;
}

interface ReadingOptions {
  signal?: AbortSignal | undefined;
  /** Awaited now and then, between records. */
  afterBytes?: () => Promise<void>;
}

/**
 * Reads a CSV file record by record, in constant memory. `onRecord` gets the bytes that the
 * record's bounds refer to.
 */
export async function readCsvRecords(
  { file, dialect, skipLines }: CsvText,
  onRecord: (record: CsvRecord, bytes: Buffer) => void,
  options: ReadingOptions = {},
): Promise<void> {
  let line = 1;
  let pending: Buffer[] = [];
  let size = 0;
  let enough = 0;
  let first = true;
  const scan = async (final: boolean): Promise<void> => {
    let bytes = pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending);
    if (first) bytes = withoutBom(bytes);
    first = false;
    const skipped = skipLinesOf(bytes, skipLines - line + 1, final);
    line += skipped.lines;
    bytes = bytes.subarray(skipped.used);
    const ready = line > skipLines;
    const scanned = ready
      ? scanCsv(bytes, { dialect, line, final }, (record) => onRecord(record, bytes))
      : { used: 0, line };
    line = scanned.line;
    pending = [bytes.subarray(scanned.used)];
    size = bytes.length - scanned.used;
    // A record longer than what is there is not looked for again before there is twice as much.
    enough = scanned.used === 0 ? 2 * size : 0;
    await options.afterBytes?.();
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    options.signal?.throwIfAborted();
    pending.push(chunk);
    size += chunk.length;
    if (size > maxRecordBytes) await scan(true);
    else if (size >= enough) await scan(false);
  }
  await scan(true);
}

/**
 * Reads the records below the header of a CSV file that was checked, numbered from 0. Blank lines
 * are none, but for rows without a value in a file of one column.
 */
export async function readCsvRows(
  csv: CsvText & { header: boolean | number },
  columns: number,
  onRow: (record: CsvRecord, bytes: Buffer, row: number) => void,
  options: ReadingOptions = {},
): Promise<void> {
  let row = csv.header === false ? 0 : -1;
  let begun = false;
  const onRecord = (record: CsvRecord, bytes: Buffer): void => {
    if (isBlank(record) && (columns > 1 || !begun)) return;
    begun = true;
    if (row >= 0) onRow(record, bytes, row);
    row++;
  };
  await readCsvRecords(csv, onRecord, options);
}

/** So many lines at the beginning of the bytes, or as many as there are. */
function skipLinesOf(bytes: Buffer, wanted: number, final: boolean): { used: number; lines: number } {
  let used = 0;
  let lines = 0;
  for (let at = 0; lines < wanted && at < bytes.length; at++) {
    if (bytes[at] !== LF && bytes[at] !== CR) continue;
    if (bytes[at] === CR && at + 1 === bytes.length && !final) break;
    if (bytes[at] === CR && bytes[at + 1] === LF) at++;
    used = at + 1;
    lines++;
  }
  return { used, lines };
}
