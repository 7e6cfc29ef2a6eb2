import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadContext } from '../../raw.ts';
import type { CsvSource } from './check.ts';
import { readCsvRows } from './records.ts';
import type { CsvRecord } from './scan.ts';
import { csvFields } from './scan.ts';
import type { PlainCsv } from './sql.ts';

/** What parts the fields of a copy: hardly a text has it, so few need quotes. */
const delimiter = '\x1f';

/**
 * Writes the records below the header of a CSV file anew, to the folder for temporary files, with
 * one kind of line end and quotes just where they must be.
 */
export async function writePlainCopy(
  { temp, table, signal }: LoadContext,
  csv: CsvSource,
  columns: number,
): Promise<Pick<PlainCsv, 'file' | 'delimiter' | 'quote' | 'linesInQuotes' | 'lineEnd'>> {
  const file = join(temp, `${table}-plain.csv`);
  let quoted = false;
  let linesInQuotes = false;
  const write = (field: string): string => {
    if (!field.includes(delimiter) && !/["\r\n]|^ | $/.test(field)) return field;
    quoted = true;
    linesInQuotes ||= /[\r\n]/.test(field);
    return `"${field.replaceAll('"', '""')}"`;
  };
  const out = await open(file, 'w');
  try {
    let text = '';
    const onRow = (record: CsvRecord, bytes: Buffer): void => {
      text += `${csvFields(bytes, record, csv.dialect).map(write).join(delimiter)}\n`;
    };
    const afterBytes = async (): Promise<void> => {
      await out.write(text);
      text = '';
    };
    await readCsvRows(csv, columns, onRow, { signal, afterBytes });
  } finally {
    await out.close();
  }
  return { file, delimiter, quote: quoted ? '"' : '', linesInQuotes, lineEnd: '\n' };
}
