import { isUtf8 } from 'node:buffer';
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { messageOf, UserError } from '../../../base/error.ts';
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
    const { sheets } = await readXlsx(bytes);
    return sheets.map(({ name, rows }) => ({ name, typed: true, rows }));
  } catch (cause) {
    throw new UserError(`The workbook cannot be read: ${messageOf(cause)}`, {
      hint: 'It may be damaged or cut off: open it in a spreadsheet and save it again as .xlsx.',
      at,
      cause,
    });
  }
}

/** Without the apostrophe that keeps a text from being a formula. */
function unguarded(text: string): string {
  return /^'[=@+\t\r-]/.test(text) ? text.slice(1) : text;
}
