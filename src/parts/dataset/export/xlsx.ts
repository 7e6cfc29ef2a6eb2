import { writeXlsxStream } from 'hucre/xlsx';
import type { ColumnSummary } from '../../../table/summary.ts';
import { sheetName, textCell } from '../../export/sheet-text.ts';
import type { Value } from '../query.ts';
import type { Export } from './export.ts';

/** What a cell holds. */
type Cell = string | number | boolean | Date | null;

/** More cells than this may make a sheet of 4 GB, which takes an archive that fewer programs read. */
const manyCells = 10_000_000;

/**
 * An Excel workbook: numbers, booleans and dates as such, a header that stays in sight, as many sheets
 * as the rows need. Memory does not grow with the rows.
 */
export async function* workbook({ selection, columns, batches }: Export): AsyncGenerator<Uint8Array> {
  const chosen = columns.flatMap((place) => selection.table.columns[place] ?? []);
  const cells = chosen.map(cellOf);
  const rows = async function* () {
    // Written as a row: a heading in the column's own format would be one of dates.
    yield chosen.map(({ name }) => textCell(name));
    for await (const some of batches)
      for (const { values } of some)
        yield columns.map((place, at) => cells[at]?.(values[place] ?? null) ?? null);
  };
  const stream = writeXlsxStream(rows(), {
    name: sheetName(selection.table.name),
    columns: chosen.map(({ type }) => ({
      width: type === 'text' ? 24 : type === 'timestamp' ? 20 : 14,
      ...(type === 'date' && { numFmt: 'yyyy-mm-dd' }),
      ...(type === 'timestamp' && { numFmt: 'yyyy-mm-dd hh:mm:ss' }),
    })),
    freezePane: { rows: 1 },
    zip64: (selection.count ?? 0) * columns.length > manyCells,
  });
  yield* stream;
}

function cellOf({ type }: Pick<ColumnSummary, 'type'>): (value: Value) => Cell {
  return (value) => {
    if (typeof value !== 'string') return value;
    return type === 'date' || type === 'timestamp' ? moment(value) : textCell(value);
  };
}

/** As a date, or as text before March 1900, from when on spreadsheets agree how days are counted. */
function moment(text: string): Date | string {
  if (text < '1900-03') return text;
  const date = new Date(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`);
  return Number.isNaN(date.getTime()) ? text : date;
}
