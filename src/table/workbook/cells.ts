/** The most columns that a sheet has. */
export const maxSheetColumns = 16_384;

/** The most rows that a sheet has. */
export const maxSheetRows = 1_048_576;

/** A, B, ... Z, AA, AB ... for 0, 1 ... */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** The name of a cell, `B3`, by its column from 0 and its row from 1. */
export function cellName(column: number, row: number): string {
  return `${columnLetters(column)}${row}`;
}
