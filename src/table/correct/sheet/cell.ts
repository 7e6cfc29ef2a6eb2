/** The number, from 0, of a column by its letters. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

/** Column, from 0, and row, from 1, of a cell by its name. */
export function parseCell(name: string): { column: number; row: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/.exec(name);
  return match ? { column: columnNumber(match[1] ?? ''), row: Number(match[2]) } : undefined;
}

/** The corners of a range by its name; those of a cell are both the cell. */
export interface CellRange {
  first: { column: number; row: number };
  last: { column: number; row: number };
}

/** Reads `B2:D9` or `B2`. */
export function parseRange(name: string): CellRange | undefined {
  const [from = '', to = from] = name.split(':');
  const [first, last] = [parseCell(from), parseCell(to)];
  return first && last ? { first, last } : undefined;
}

/** Whether a cell lies in a range. */
export function inRange({ first, last }: CellRange, column: number, row: number): boolean {
  return column >= first.column && column <= last.column && row >= first.row && row <= last.row;
}

/** The most characters that a cell holds. */
export const maxCharacters = 32_767;
