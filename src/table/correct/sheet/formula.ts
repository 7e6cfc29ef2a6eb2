import { columnLetters, maxSheetColumns, maxSheetRows } from '../../workbook/cells.ts';
import { columnNumber } from './cell.ts';

/**
 * A formula as it reads when it is moved by so many rows and columns, as copying in a spreadsheet
 * does it: references without `$` move along, and become `#REF!` off the sheet. Texts, names of
 * sheets and columns of tables stay as they are.
 */
export function moveFormula(formula: string, rows: number, columns: number): string {
  return formula.replaceAll(pattern, (all, other, a, ac, b, br, c, cc, d, dc, e, er, f, fr) => {
    if (other !== undefined) return all;
    if (ac !== undefined) return cell([a, ac, b, br], rows, columns);
    if (cc !== undefined) {
      const [from, to] = [column(c, cc, columns), column(d, dc, columns)];
      return from === undefined || to === undefined ? '#REF!' : `${from}:${to}`;
    }
    const [from, to] = [row(e, er, rows), row(f, fr, rows)];
    return from === undefined || to === undefined ? '#REF!' : `${from}:${to}`;
  });
}

/**
 * What is left alone (texts, quoted names of sheets, names of workbooks and of table columns in
 * brackets, words and numbers that are no references), then a cell, whole columns, whole rows.
 */
const pattern = new RegExp(
  [
    /("(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^[\]]*\])*\])/,
    /(?<![\w.\\$])(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w.(!])/,
    /(?<![\w.\\$])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\w.(!])/,
    /(?<![\w.\\$])(\$?)([1-9][0-9]{0,6}):(\$?)([1-9][0-9]{0,6})(?![\w.(!])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

function cell(
  [fixed = '', letters = '', fixedRow = '', number = '']: string[],
  rows: number,
  columns: number,
) {
  const [moved, movedRow] = [column(fixed, letters, columns), row(fixedRow, number, rows)];
  return moved === undefined || movedRow === undefined ? '#REF!' : moved + movedRow;
}

function column(fixed: string, letters: string, by: number): string | undefined {
  if (fixed !== '') return fixed + letters;
  const moved = columnNumber(letters) + by;
  return moved < 0 || moved >= maxSheetColumns ? undefined : columnLetters(moved);
}

function row(fixed: string, number: string, by: number): string | undefined {
  if (fixed !== '') return fixed + number;
  const moved = Number(number) + by;
  return moved < 1 || moved > maxSheetRows ? undefined : String(moved);
}
