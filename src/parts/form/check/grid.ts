import { isUtf8 } from 'node:buffer';
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { fromBufferPromise } from 'yauzl';
import { messageOf, UserError } from '../../../base/error.ts';
import { formatBytes } from '../../../base/format.ts';
import { largestFile } from './largest-file.ts';

/** What a cell of a file holds; a date is midnight in UTC. */
export type GridCell = string | number | boolean | Date | null;

/** A sheet of a workbook, or a whole CSV file. */
export interface Grid {
  name: string;
  /** From the first row of the sheet on, empty ones included. */
  rows: GridCell[][];
  /** Whether its cells have types: those of CSV are texts all. */
  typed: boolean;
}

/** Of a workbook, in bytes: reading takes some ten times as much memory. */
const largestUnpacked = 100_000_000;

/** The sheets of a workbook or of a CSV file that somebody filled. Throws a `UserError` for what is neither. */
export async function readGrids(bytes: Uint8Array, file: string): Promise<Grid[]> {
  const at = { file };
  if (bytes.length === 0)
    throw new UserError('The file is empty.', { hint: 'Choose the one that was filled.', at });
  if (bytes.length > largestFile) {
    throw new UserError(`The file is larger than ${largestFile / 1_000_000} MB.`, {
      hint: 'Part it into several.',
      at,
    });
  }
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (start === 'd0cf11e0') {
    throw new UserError('The workbook is an old one (.xls), or protected with a password.', {
      hint: 'Save it as .xlsx, without a password.',
      at,
    });
  }
  if (start === '504b0304') return workbookGrids(bytes, at);
  const text = isUtf8(bytes) ? Buffer.from(bytes).toString() : new TextDecoder('windows-1252').decode(bytes);
  if (text.includes('\0')) {
    throw new UserError('The file is neither a workbook (.xlsx) nor CSV.', {
      hint: 'Save it as one of these.',
      at,
    });
  }
  const rows = parseCsv(text).map((row) => row.map((cell) => unguarded(String(cell ?? ''))));
  return [{ name: file, rows, typed: false }];
}

async function workbookGrids(bytes: Uint8Array, at: { file: string }): Promise<Grid[]> {
  try {
    if ((await unpackedSize(bytes)) > largestUnpacked) {
      throw new UserError(`The workbook unpacks to more than ${formatBytes(largestUnpacked)}.`, {
        hint: 'Part it into several, or copy the rows that are filled into a new one.',
        at,
      });
    }
    const { sheets } = await readXlsx(bytes);
    return sheets.map(({ name, rows }) => ({ name, typed: true, rows }));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const [, sheet, rows, columns] =
      /^Sheet "(.*)" spans (\d+) rows x (\d+) col/s.exec(messageOf(cause)) ?? [];
    if (sheet !== undefined) {
      throw new UserError(
        `The sheet "${sheet}" of the workbook reaches to row ${rows} and column ${columns}: that is too large.`,
        {
          hint: 'Something stands far from the rest, or cells there have a format: delete them, or copy the rows that are filled into a new workbook.',
          at,
          cause,
        },
      );
    }
    throw new UserError(`The workbook cannot be read: ${messageOf(cause)}`, {
      hint: 'It may be damaged or cut off: open it in a spreadsheet and save it again as .xlsx.',
      at,
      cause,
    });
  }
}

/**
 * What all files in a workbook say that they unpack to, in bytes; what reads them takes no more of any.
 * One that says it is empty, and is not, could be anything.
 */
async function unpackedSize(bytes: Uint8Array): Promise<number> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    // Names are not looked at: some writers begin them with a slash.
    decodeStrings: false,
  });
  let size = 0;
  for await (const { uncompressedSize, compressedSize } of zip.eachEntry()) {
    // Deflate makes two bytes of none.
    size += uncompressedSize === 0 && compressedSize > 2 ? Infinity : uncompressedSize;
  }
  return size;
}

/** Without the apostrophe that keeps a text from being a formula. */
function unguarded(text: string): string {
  return /^'+[=@+\t\r-]/.test(text) ? text.slice(1) : text;
}
