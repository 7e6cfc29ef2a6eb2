import type { DoneTables } from '../clean/cleaned.ts';
import { chunkRows, literal } from '../duckdb.ts';
import type { LoadContext, RowPlace } from '../raw.ts';

/** A sheet of a workbook in which something was done. */
export interface MarkedSheet {
  /** Its number, as the rows of the table of places have it. */
  number: number;
  source: string;
  name: string;
  /** The letters of the table's columns in it, as far as it has them. */
  columns: (string | undefined)[];
}

/** Where the rows lie to which something was done. */
export interface Places {
  /** A DuckDB table: `row BIGINT, source VARCHAR, line BIGINT, sheet INTEGER`, the last one null outside of workbooks. */
  table: string;
  sheets: MarkedSheet[];
}

/** Rows that are looked for at once: each time the files are read again, and their places are held. */
const rowsAtOnce = 500_000;

/** Looks the rows up to which something was done. `locate` takes rows of the table as it was read. */
export async function findPlaces(
  { duck, table: name }: LoadContext,
  done: DoneTables,
  locate: (rows: number[]) => Promise<RowPlace[]>,
): Promise<Places> {
  const table = `${name}_places`;
  const sheets = new Map<string, MarkedSheet>();
  const rows: number[] = [];
  const all = [done.changes, done.rejects, done.dropped]
    .map((one) => `SELECT row FROM ${one}`)
    .join(' UNION ');
  for await (const chunk of duck.chunks(`SELECT row::DOUBLE FROM (${all}) ORDER BY row`)) {
    for (const row of chunk.getColumnValues(0)) rows.push(Number(row));
  }
  const texts = `${table}_texts`;
  await duck.run(`CREATE TABLE ${texts} (row VARCHAR, source VARCHAR, line VARCHAR, sheet VARCHAR)`);
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    const some = rows.slice(first, first + rowsAtOnce);
    const places = await locate(some);
    if (places.length !== some.length) throw new Error(`Of ${some.length} rows ${places.length} were found.`);
    for (let start = 0; start < places.length; start += chunkRows) {
      const found = places.slice(start, start + chunkRows);
      await duck.appendTexts(texts, [
        some.slice(start, start + chunkRows).map(String),
        found.map(({ source }) => source),
        found.map(({ line }) => String(line)),
        found.map((place) => sheetNumber(place, sheets)),
      ]);
    }
  }
  await duck.run(`CREATE TABLE ${table} AS
    SELECT row::BIGINT AS row, source, line::BIGINT AS line, sheet::INTEGER AS sheet FROM ${texts}`);
  await duck.run(`DROP TABLE ${texts}`);
  return { table, sheets: [...sheets.values()] };
}

function sheetNumber({ source, sheet }: RowPlace, sheets: Map<string, MarkedSheet>): string | null {
  if (!sheet) return null;
  const key = JSON.stringify([source, sheet.name]);
  const found = sheets.get(key) ?? {
    number: sheets.size,
    source,
    name: sheet.name,
    columns: sheet.columns,
  };
  sheets.set(key, found);
  return String(found.number);
}

/** A list as SQL text: the names of columns by their numbers, to look them up by `col`. */
export function nameOfColumn(col: string, names: string[]): string {
  const list = names.map((name) => `${literal(name)}::VARCHAR`).join(', ');
  return `([${list}])[${col} + 1]`;
}
