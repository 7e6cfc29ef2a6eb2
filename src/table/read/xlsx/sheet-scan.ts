/**
 * Finds rows and cells in the XML of a sheet, on its bytes: a million rows make gigabytes of strings
 * otherwise. It knows just what a sheet consists of: `row`, `c`, and in it `v`, `f`, `is`.
 */

import { maxSheetColumns } from '../../workbook/cells.ts';
import {
  attributeValue,
  digits,
  elementEnd,
  endsName,
  isEmptyOrComment,
  isName,
  nextTag,
  SheetFault,
  tagEnd,
} from './xml-bytes.ts';

/** What a cell is said to hold. */
export const cellType = {
  none: 0,
  number: 1,
  shared: 2,
  text: 3,
  inline: 4,
  boolean: 5,
  error: 6,
  date: 7,
} as const;

/** One row of a sheet. The object is reused: take what you need before the next one. */
export interface SheetRow {
  /** From 1. */
  number: number;
  /** One more than the last column that has a cell. */
  width: number;
  /** By column: one of `cellType`. */
  types: Uint8Array;
  styles: Uint32Array;
  /** By column: where the bytes of the value lie, or those of all texts of an `inline` one. */
  starts: Uint32Array;
  ends: Uint32Array;
  /** By column: 1 for a formula, 2 for one without a value that was saved with it. */
  formulas: Uint8Array;
}

const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const SPACE = 0x20;
const [C, D, E, B, F, I, N, R, S, T, V] = [...'cdebfinrstv'].map((letter) => letter.charCodeAt(0));

export function newRow(): SheetRow {
  return {
    number: 0,
    width: 0,
    types: new Uint8Array(maxSheetColumns),
    styles: new Uint32Array(maxSheetColumns),
    starts: new Uint32Array(maxSheetColumns),
    ends: new Uint32Array(maxSheetColumns),
    formulas: new Uint8Array(maxSheetColumns),
  };
}

/**
 * Scans bytes that begin outside of a row and end outside of one, and calls `onRow` for each row.
 * Elements have names with a prefix of `prefix` bytes, as some writers give them. Returns true
 * behind the last row.
 */
export function scanRows(
  bytes: Buffer,
  prefix: number,
  row: SheetRow,
  onRow: (row: SheetRow) => void,
): boolean {
  let at = 0;
  for (;;) {
    at = nextTag(bytes, at);
    if (at >= bytes.length) return false;
    const name = at + 1 + prefix;
    if (bytes[at + 1] === SLASH) {
      // </row>, or </sheetData>.
      if (bytes[name + 1] === S && bytes.toString('latin1', name + 1, name + 10) === 'sheetData') return true;
      at = tagEnd(bytes, at);
    } else if (bytes[name] === R && isName(bytes, name, 'row')) {
      at = scanRow(bytes, name + 3, prefix, row);
      onRow(row);
      row.types.fill(0, 0, row.width);
      row.formulas.fill(0, 0, row.width);
    } else {
      at = tagEnd(bytes, at);
    }
  }
}

/** Reads the row whose name ends at `at`; returns where it ends. */
function scanRow(bytes: Buffer, nameEnd: number, prefix: number, row: SheetRow): number {
  row.number++;
  row.width = 0;
  let at = nameEnd;
  for (;;) {
    while (bytes[at] !== undefined && (bytes[at] ?? 0) <= SPACE) at++;
    const byte = bytes[at];
    if (byte === GT) break;
    if (byte === SLASH) return tagEnd(bytes, at);
    const [start, end] = attributeValue(bytes, at);
    if (byte === R && bytes[at + 1] === EQUALS) row.number = digits(bytes, start, end);
    at = end + 1;
  }
  let column = -1;
  for (;;) {
    at = nextTag(bytes, at);
    if (at >= bytes.length) throw new SheetFault('a row breaks off');
    const name = at + 1 + prefix;
    if (bytes[at + 1] === SLASH) return tagEnd(bytes, at);
    if (bytes[name] !== C || !endsName(bytes[name + 1])) {
      at = isEmptyOrComment(bytes, at) ? tagEnd(bytes, at) : elementEnd(bytes, at);
      continue;
    }
    // Attributes of the cell.
    let type = cellType.number as number;
    let style = 0;
    column++;
    let empty = false;
    at = name + 1;
    for (;;) {
      let byte = bytes[at];
      while (byte !== undefined && byte <= SPACE) byte = bytes[++at];
      if (byte === GT) break;
      if (byte === SLASH) {
        empty = true;
        break;
      }
      const [start, end] = attributeValue(bytes, at);
      if (bytes[at + 1] === EQUALS) {
        if (byte === R) column = columnOf(bytes, start, end);
        else if (byte === S) style = digits(bytes, start, end);
        else if (byte === T) type = typeOf(bytes, start, end);
      }
      at = end + 1;
    }
    if (column < 0 || column >= maxSheetColumns) throw new SheetFault('a cell lies outside of the sheet');
    at = tagEnd(bytes, at);
    if (column >= row.width) row.width = column + 1;
    row.styles[column] = style;
    if (!empty) at = scanCell(bytes, at, prefix, row, column, type);
  }
}

/** Reads what lies inside of a cell; returns where the cell ends. */
function scanCell(
  bytes: Buffer,
  start: number,
  prefix: number,
  row: SheetRow,
  column: number,
  type: number,
): number {
  let at = start;
  let formula = 0;
  for (;;) {
    at = nextTag(bytes, at);
    if (at >= bytes.length) throw new SheetFault('a cell breaks off');
    if (bytes[at + 1] === SLASH) break;
    const name = at + 1 + prefix;
    const first = bytes[name];
    if (first === V && endsName(bytes[name + 1])) {
      const valueStart = tagEnd(bytes, at);
      let valueEnd = valueStart;
      if (bytes[valueStart - 2] !== SLASH) {
        valueEnd = nextTag(bytes, valueStart);
        if (bytes[valueEnd + 1] === SLASH) at = tagEnd(bytes, valueEnd);
        else {
          at = elementEnd(bytes, at);
          valueEnd = at - '</v>'.length - prefix;
        }
      } else at = valueStart;
      // An empty text is a value; an empty number is none.
      if (valueEnd > valueStart || type === cellType.text) {
        row.types[column] = type;
        row.starts[column] = valueStart;
        row.ends[column] = valueEnd;
      }
    } else if (first === F && endsName(bytes[name + 1])) {
      formula = 1;
      at = isEmptyOrComment(bytes, at) ? tagEnd(bytes, at) : elementEnd(bytes, at);
    } else if (first === I && isName(bytes, name, 'is')) {
      const textStart = tagEnd(bytes, at);
      const empty = bytes[textStart - 2] === SLASH;
      at = empty ? textStart : elementEnd(bytes, at);
      row.types[column] = cellType.inline;
      row.starts[column] = textStart;
      row.ends[column] = empty ? textStart : at - '</is>'.length - prefix;
    } else {
      at = isEmptyOrComment(bytes, at) ? tagEnd(bytes, at) : elementEnd(bytes, at);
    }
  }
  if (formula === 1) row.formulas[column] = row.types[column] === cellType.none ? 2 : 1;
  return tagEnd(bytes, at);
}

/** The column of `AB12`, from 0. */
function columnOf(bytes: Buffer, start: number, end: number): number {
  let column = 0;
  for (let at = start; at < end; at++) {
    const letter = (bytes[at] ?? 0) & ~0x20;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}

function typeOf(bytes: Buffer, start: number, end: number): number {
  const first = bytes[start];
  if (first === S) return end - start === 1 ? cellType.shared : cellType.text;
  if (first === N) return cellType.number;
  if (first === B) return cellType.boolean;
  if (first === I) return cellType.inline;
  if (first === E) return cellType.error;
  if (first === D) return cellType.date;
  throw new SheetFault(`a cell has the type "${bytes.toString('latin1', start, end)}", which there is not`);
}
