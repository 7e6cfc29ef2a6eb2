import { UserError } from '../../../base/error.ts';
import type { ColumnKind } from '../../raw.ts';
import { cellName } from '../../workbook/cells.ts';
import type { Sink } from './csv-sink.ts';
import { NulFault, writeBytes, writeField, writeString, writeXmlText } from './csv-sink.ts';
import type { NumberStyle } from './number-format.ts';
import { serialText } from './number-format.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { SheetRow } from './sheet-scan.ts';
import { cellType } from './sheet-scan.ts';
import { digits, SheetFault } from './xml-bytes.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  source: string;
  strings: SharedStrings | undefined;
  styles: NumberStyle[];
  epoch1904: boolean;
  /** What a cell with an error counts for. */
  errors: 'fail' | 'null' | 'text';
}

/** What kinds of values a column has, as the sum of these. */
export const valueKind = { none: 0, number: 1, boolean: 2, text: 4 } as const;

/**
 * The kind of a column. Values of several kinds are texts of which any type may be read: numbers
 * that were saved as texts count as numbers if all do.
 */
export function columnKind(kinds: number): ColumnKind {
  if (kinds === valueKind.none) return 'none';
  if (kinds === valueKind.number) return 'number';
  if (kinds === valueKind.boolean) return 'boolean';
  return kinds === valueKind.text ? 'text' : 'any';
}

/** Writes the value of a cell as a CSV field, and tells its kind. */
export function writeCell(
  sink: Sink,
  bytes: Buffer,
  row: SheetRow,
  column: number,
  context: CellContext,
): number {
  const type = row.types[column];
  if (type === cellType.none) {
    if (row.formulas[column] === 2) throw unsavedFormula(row, column, context);
    return valueKind.none;
  }
  const before = sink.length;
  const start = row.starts[column] ?? 0;
  const end = row.ends[column] ?? 0;
  try {
    switch (type) {
      case cellType.number: {
        const style = context.styles[row.styles[column] ?? 0];
        if (style !== undefined && style !== 'number') {
          writeDate(sink, bytes, row, column, style, context);
          return valueKind.text;
        }
        writeNumber(sink, bytes, start, end);
        return valueKind.number;
      }
      case cellType.shared: {
        const index = digits(bytes, start, end);
        const { strings } = context;
        if (!strings || !(index < strings.count)) {
          throw new SheetFault(`cell ${cellName(column, row.number)} refers to a text that there is not`);
        }
        if (strings.nul.size > 0 && strings.nul.has(index)) throw new NulFault();
        writeBytes(sink, strings.sink.bytes, strings.offsets[index] ?? 0, strings.offsets[index + 1] ?? 0);
        break;
      }
      case cellType.inline:
        writeString(sink, bytes, start, end);
        break;
      case cellType.boolean:
        writeField(sink, bytes[start] === 0x31 || bytes[start] === 0x74 ? 'true' : 'false');
        return valueKind.boolean;
      case cellType.error:
        if (context.errors === 'fail')
          throw errorCell(row, column, bytes.toString('utf8', start, end), context);
        // As a text it says nothing of its column's kind: as a null marker it leaves numbers behind.
        if (context.errors === 'text') writeXmlText(sink, bytes, start, end);
        return valueKind.none;
      case cellType.date:
        writeField(sink, isoText(bytes.toString('latin1', start, end)));
        return valueKind.text;
      default:
        writeXmlText(sink, bytes, start, end);
    }
  } catch (error) {
    throw error instanceof NulFault ? nulFault(row, column, context) : error;
  }
  return sink.length > before ? valueKind.text : valueKind.none;
}

/**
 * Writes a number as JavaScript writes it. What has up to 15 digits or is a whole number is so
 * written already, unless with zeros that do not count; spreadsheets write 17 digits for most others.
 */
function writeNumber(sink: Sink, bytes: Buffer, start: number, end: number): void {
  const first = bytes[start] === 0x2d ? start + 1 : start;
  let point = -1;
  let plain = end > first && end - first <= 40;
  for (let at = first; plain && at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2e && point < 0) point = at;
    else if (byte < 0x30 || byte > 0x39) plain = false;
  }
  if (plain && bytes[first] === 0x30) plain = point === first + 1 || (end === first + 1 && first === start);
  if (plain && point >= 0) {
    plain = point > first && bytes[end - 1] !== 0x30 && bytes[end - 1] !== 0x2e && end - first <= 16;
  }
  if (plain) {
    writeBytes(sink, bytes, start, end);
    return;
  }
  const text = bytes.toString('latin1', start, end).trim();
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) throw new SheetFault(`"${text.slice(0, 40)}" is no number`);
  writeField(sink, String(number));
}

function writeDate(
  sink: Sink,
  bytes: Buffer,
  row: SheetRow,
  column: number,
  style: NumberStyle,
  { source, epoch1904 }: CellContext,
): void {
  const serial = Number(bytes.toString('latin1', row.starts[column], row.ends[column]));
  const text = serialText(serial, style, epoch1904);
  if (text === undefined) {
    throw new UserError(`Cell ${cellName(column, row.number)} holds a date that there is not.`, {
      hint: 'Correct it, or give the cell a number format.',
      at: { file: source, line: row.number },
    });
  }
  writeField(sink, text);
}

/** A date as ISO 8601 has it, in the form that dates have here. */
function isoText(text: string): string {
  return text
    .replace(/Z$/, '')
    .replace('T', ' ')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/ 00:00:00$/, '');
}

function errorCell(row: SheetRow, column: number, name: string, { source }: CellContext): UserError {
  return new UserError(`Cell ${cellName(column, row.number)} holds the error ${name}.`, {
    hint: 'Correct it in the workbook, or set "cellErrors" to "null" to read such cells as empty.',
    at: { file: source, line: row.number },
  });
}

function unsavedFormula(row: SheetRow, column: number, { source }: CellContext): UserError {
  return new UserError(`Cell ${cellName(column, row.number)} has a formula without a saved value.`, {
    hint: 'Open the workbook in a spreadsheet and save it, so that its formulas are computed.',
    at: { file: source, line: row.number },
  });
}

function nulFault(row: SheetRow, column: number, { source }: CellContext): UserError {
  return new UserError(`Cell ${cellName(column, row.number)} holds a NUL character.`, {
    hint: 'Take it out: a text ends there for most programs.',
    at: { file: source, line: row.number },
  });
}
