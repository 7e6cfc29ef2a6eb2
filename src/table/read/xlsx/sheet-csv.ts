import { UserError } from '../../../base/error.ts';
import { parseArea } from '../../workbook/area.ts';
import { cellName, columnLetters } from '../../workbook/cells.ts';
import type { WorkbookSheet } from '../../workbook/sheets.ts';
import type { ReadOptions } from '../options.ts';
import type { CellContext } from './cell-field.ts';
import { writeCell } from './cell-field.ts';
import type { Sink } from './csv-sink.ts';
import { newSink, readField, sinkDelimiter, writeByte, writeBytes } from './csv-sink.ts';
import { followMerged, readMergedAreas } from './merged.ts';
import { readCellContext, readRows } from './sheet.ts';
import type { SheetRow } from './sheet-scan.ts';
import type { Workbook } from './workbook.ts';

const LF = 0x0a;
const DELIMITER = sinkDelimiter.charCodeAt(0);

/** What was written of a sheet. */
export interface WrittenSheet {
  /** The names in the header, empty ones too; undefined when there is no row. */
  names: string[] | undefined;
  /** The row of the header, else the first one. */
  headerRow: number;
  /** The column of the first name, from 0. */
  first: number;
  /** By name: the sum of the kinds of its values, and whether there is any. */
  kinds: number[];
  filled: boolean[];
  rows: number;
  /** Bytes of the longest line. */
  longest: number;
  quoted: boolean;
}

/**
 * Writes the rows of a sheet as CSV that is parted by `sinkDelimiter`, below one line for a header;
 * `onRow` is called with the number that each has in the sheet. Throws a `UserError`.
 */
export async function writeSheetCsv(
  workbook: Workbook,
  sheet: WorkbookSheet,
  options: ReadOptions,
  write: (bytes: Buffer) => Promise<void>,
  onRow?: (row: number) => void,
): Promise<WrittenSheet> {
  const { source } = workbook.from;
  const cells = await readCellContext(workbook, options);
  const area = sheetArea(options);
  const merged =
    options.merged === 'fill'
      ? followMerged(await readMergedAreas(await workbook.zip.stream(sheet.path)))
      : undefined;
  const sink = newSink(1 << 20);
  const sheetCsv: WrittenSheet = {
    names: undefined,
    headerRow: 0,
    first: area.left,
    kinds: [],
    filled: [],
    rows: 0,
    longest: 0,
    quoted: false,
  };

  const begin = (names: string[], row: number): void => {
    sheetCsv.names = names;
    sheetCsv.headerRow = row;
    sheetCsv.kinds = names.map(() => 0);
    sheetCsv.filled = names.map(() => false);
    for (let index = 1; index < names.length; index++) writeByte(sink, DELIMITER);
    writeByte(sink, LF);
  };

  const writeRow = (row: SheetRow, bytes: Buffer, width: number): void => {
    const before = sink.length;
    let any = false;
    merged?.begin(row.number);
    for (let index = 0; index < width; index++) {
      if (index > 0) writeByte(sink, DELIMITER);
      const column = area.left + index;
      const start = sink.length;
      let kind = column < row.width ? writeCell(sink, bytes, row, column, cells) : 0;
      if (sink.length > start) {
        any = true;
        merged?.keep(column, sink.bytes, start, sink.length, kind);
      } else {
        const from = merged?.take(column);
        if (from === undefined) continue;
        writeBytes(sink, from.field, 0, from.field.length);
        kind = from.kind;
      }
      sheetCsv.kinds[index] = (sheetCsv.kinds[index] ?? 0) | kind;
      sheetCsv.filled[index] = true;
    }
    if (area.right === undefined) refuseStray(row, bytes, area.left + width, cells);
    if (!any) {
      sink.length = before;
      return;
    }
    writeByte(sink, LF);
    sheetCsv.longest = Math.max(sheetCsv.longest, sink.length - before);
    sheetCsv.rows++;
    onRow?.(row.number);
  };

  const take = (row: SheetRow, bytes: Buffer): void => {
    if (row.number < area.top || row.number > area.bottom) return;
    if (sheetCsv.names === undefined) {
      if (typeof options.header === 'number' && row.number < options.header) return;
      const texts = rowTexts(row, bytes, area, cells);
      const empty = texts.every((text) => text === '');
      if (typeof options.header === 'number' && (row.number > options.header || empty)) {
        throw emptyHeader(options.header, sheet, source);
      }
      if (empty) return;
      begin(options.header === false ? texts.map(() => '') : texts, row.number);
      if (options.header !== false) return;
    }
    writeRow(row, bytes, sheetCsv.names?.length ?? 0);
  };

  await readRows(workbook, sheet, take, async () => {
    await write(sink.bytes.subarray(0, sink.length));
    sink.length = 0;
  });
  sheetCsv.quoted = sink.quoted || cells.strings?.sink.quoted === true;
  return sheetCsv;
}

interface OpenArea {
  top: number;
  bottom: number;
  left: number;
  /** Undefined: as far as the header goes. */
  right: number | undefined;
}

function sheetArea({ range, skipRows = 0 }: ReadOptions): OpenArea {
  if (range === undefined) return { top: skipRows + 1, bottom: Infinity, left: 0, right: undefined };
  const area = parseArea(range);
  const hasColumns = /[a-z]/i.test(range);
  return { ...area, right: hasColumns ? area.right : undefined };
}

/** The texts of a row: all of an area that has an end, else those up to the last that is not empty. */
function rowTexts(row: SheetRow, bytes: Buffer, area: OpenArea, cells: CellContext): string[] {
  const right = area.right ?? row.width - 1;
  const texts: string[] = [];
  for (let column = area.left; column <= right; column++) {
    const sink = newSink(64);
    if (column < row.width) writeCell(sink, bytes, row, column, cells);
    texts.push(readField(sink).trim());
  }
  if (area.right !== undefined) return texts;
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

/** Throws a `UserError` for a value beside the header: it has no column. */
function refuseStray(row: SheetRow, bytes: Buffer, end: number, cells: CellContext): void {
  for (let column = end; column < row.width; column++) {
    const sink: Sink = newSink(64);
    writeCell(sink, bytes, row, column, cells);
    if (sink.length === 0) continue;
    throw new UserError(
      `Cell ${cellName(column, row.number)} has a value, and the header ends at column ${columnLetters(end - 1)}.`,
      {
        hint: 'Give its column a name in the header row, empty the cell, or name the cells of the table with "range".',
        at: { file: cells.source, line: row.number },
      },
    );
  }
}

function emptyHeader(row: number, sheet: WorkbookSheet, source: string): UserError {
  return new UserError(`Row ${row} of the sheet "${sheet.name}" is empty, and "header" names it.`, {
    hint: 'Give the number of the row in which the names of the columns are.',
    at: { file: source, line: row },
  });
}
