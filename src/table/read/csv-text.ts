import { createReadStream } from 'node:fs';
import type { CsvRecord } from './csv-scan.ts';
import { scanCsv } from './csv-scan.ts';
import { hasBom } from './text-file.ts';

/** The delimiters that are looked for, the likeliest first. */
const delimiters = [',', ';', '\t', '|'];

/** A longer record than this is taken for a quote that is never closed. */
const maxRecordBytes = 256 * 1024 * 1024;

/**
 * The delimiter of a CSV text, from its first bytes: the one that splits most records into as many
 * fields as the header; of two that do it equally well, the one that makes more fields.
 */
export function findDelimiter(head: Buffer, whole: boolean): string {
  let best = { delimiter: ',', share: 0, fields: 1 };
  for (const delimiter of delimiters) {
    const counts: number[] = [];
    scanCsv(withoutBom(head), { delimiter, line: 1, final: whole }, (record) => {
      if (!isBlank(record)) counts.push(record.fields);
    });
    const fields = counts[0] ?? 1;
    const share = counts.filter((count) => count === fields).length / counts.length;
    if (fields > 1 && (share > best.share || (share === best.share && fields > best.fields))) {
      best = { delimiter, share, fields };
    }
  }
  return best.delimiter;
}

/**
 * Reads a CSV file record by record, in constant memory. `onRecord` gets the bytes that the
 * record's bounds refer to; `afterBytes` is awaited now and then, between records.
 */
export async function readCsvRecords(
  file: string,
  delimiter: string,
  onRecord: (record: CsvRecord, bytes: Buffer) => void,
  options: { signal?: AbortSignal | undefined; afterBytes?: () => Promise<void> } = {},
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
    const scanned = scanCsv(bytes, { delimiter, line, final }, (record) => onRecord(record, bytes));
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

/** Nothing at all between two line ends. */
export function isBlank(record: CsvRecord): boolean {
  return record.start === record.end;
}

function withoutBom(bytes: Buffer): Buffer {
  return hasBom(bytes) ? bytes.subarray(3) : bytes;
}
