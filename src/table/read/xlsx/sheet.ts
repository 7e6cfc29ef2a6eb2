import { UserError } from '../../../base/error.ts';
import { nearest } from '../../../base/nearest.ts';
import { damaged } from '../../workbook/fault.ts';
import type { WorkbookSheet } from '../../workbook/sheets.ts';
import type { ReadOptions } from '../options.ts';
import type { CellContext } from './cell-field.ts';
import { readSharedStrings } from './shared-strings.ts';
import type { SheetRow } from './sheet-scan.ts';
import { newRow, scanRows } from './sheet-scan.ts';
import { windows } from './windows.ts';
import type { Workbook } from './workbook.ts';
import { SheetFault } from './xml-bytes.ts';

/** The sheet with the name or the number, else the first that is not hidden. Throws a `UserError`. */
export function chooseSheet({ from, sheets }: Workbook, chosen: ReadOptions['sheet']): WorkbookSheet {
  const found =
    typeof chosen === 'string'
      ? sheets.find(({ name }) => name === chosen)
      : chosen === undefined
        ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
        : sheets[chosen - 1];
  if (found) return found;
  const at = { file: from.source };
  const names = sheets.map(({ name }) => name);
  if (typeof chosen === 'number') {
    throw new UserError(`There is no sheet ${chosen}: the workbook has ${names.length}.`, {
      hint: `They are ${listSheets(names)}.`,
      at,
    });
  }
  const near = nearest(chosen ?? '', names);
  throw new UserError(`There is no sheet "${chosen}" in the workbook.`, {
    hint: `It has ${listSheets(names)}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    at,
  });
}

/** `"A", "B"`, and of many only the first. */
export function listSheets(names: string[]): string {
  const some = names.slice(0, 20).map((name) => `"${name}"`);
  return [...some, ...(names.length > some.length ? [`${names.length - some.length} more`] : [])].join(', ');
}

/**
 * Calls `onRow` for each row of a sheet, in constant memory, and awaits `afterRows` now and then,
 * between rows. Throws a `UserError` for XML that is not that of a sheet.
 */
export async function readRows(
  workbook: Workbook,
  sheet: WorkbookSheet,
  onRow: (row: SheetRow, bytes: Buffer) => void,
  afterRows: () => Promise<void>,
): Promise<void> {
  const row = newRow();
  let done = false;
  try {
    for await (const { bytes, prefix } of windows(
      await workbook.zip.stream(sheet.path),
      'worksheet',
      'row',
    )) {
      if (!done) done = scanRows(bytes, prefix, row, (found) => onRow(found, bytes));
      await afterRows();
    }
  } catch (error) {
    if (error instanceof SheetFault) {
      throw damaged(workbook.from.source, `in the sheet "${sheet.name}", ${error.message}`, error);
    }
    throw error;
  }
}

/** Reads what the cells of a workbook's sheets refer to. Throws a `UserError` for damage. */
export async function readCellContext(
  { from, zip, sharedStrings, styles, epoch1904 }: Workbook,
  { cellErrors: errors = 'fail' }: ReadOptions,
): Promise<CellContext> {
  try {
    const strings =
      sharedStrings === undefined ? undefined : await readSharedStrings(await zip.stream(sharedStrings));
    return { source: from.source, strings, styles, epoch1904, errors };
  } catch (error) {
    if (error instanceof SheetFault) throw damaged(from.source, `among its texts, ${error.message}`, error);
    throw error;
  }
}
