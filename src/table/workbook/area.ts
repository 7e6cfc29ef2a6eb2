import { UserError } from '../../base/error.ts';
import { maxSheetColumns, maxSheetRows } from './cells.ts';

/** A rectangle of cells: rows from 1, columns from 0, the last ones included. */
export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** `B3:H200`, `B:H` or `3:200`, with or without `$`. */
export const areaPattern = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,6})?:\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,6})?$/;

/** The area that a text names. Throws a `UserError` for what names none. */
export function parseArea(text: string): Area {
  const found = areaPattern.exec(text);
  const [, left, top, right, bottom] = found ?? [];
  const area = {
    top: top === undefined ? 1 : Number(top),
    bottom: bottom === undefined ? maxSheetRows : Number(bottom),
    left: left === undefined ? 0 : columnNumber(left),
    right: right === undefined ? maxSheetColumns - 1 : columnNumber(right),
  };
  const halves = (left === undefined) === (right === undefined);
  const inOrder = area.top <= area.bottom && area.left <= area.right && area.right < maxSheetColumns;
  if (found && halves && inOrder && (left ?? top) !== undefined) return area;
  throw new UserError(`"${text}" is no range of cells.`, {
    hint: 'Write its first and its last cell, as in "B3:H200", or columns alone, as in "B:H".',
  });
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
