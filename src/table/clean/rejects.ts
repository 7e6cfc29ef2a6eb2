import type { DuckDBValue } from '@duckdb/node-api';
import { UserError } from '../../base/error.ts';
import { formatCount } from '../../base/format.ts';
import type { Duck } from '../duckdb.ts';
import { chunkRows, literal, selectText } from '../duckdb.ts';
import type { RawTable, RowPlace } from '../raw.ts';
import type { DoneTables } from './cleaned.ts';

/** How many values one message tells. */
const told = 5;

/** Throws a `UserError` that tells the first values that broke a rule, if there are any. */
export async function failOnRejects(duck: Duck, read: RawTable, { rejects }: DoneTables): Promise<void> {
  const [[all] = []] = await duck.rows(`SELECT count(*)::DOUBLE FROM ${rejects}`);
  const count = Number(all);
  if (count === 0) return;
  const rows =
    await duck.rows(`SELECT row::DOUBLE, col, ${selectText(`left(value, ${longestTold + 1})`)}, ${selectText('reason')}
    FROM ${rejects} ORDER BY row, col NULLS LAST, rowid LIMIT ${told}`);
  const places = await locateRows(
    read,
    rows.map(([row]) => Number(row)),
  );
  const [first, ...others] = rows.map(([row, col, value, reason]) => {
    const place = places.get(Number(row));
    const name = typeof col === 'number' ? read.columns[col]?.name : undefined;
    return { place, cell: cellOf(place, col), text: tell(name, value, reason) };
  });
  const more = others.map(({ cell, text }) => `${cell} ${text}`);
  if (count > told) more.push(`and ${formatCount(count - told, 'more', 'more')}`);
  const rest = more.length > 0 ? ` ${count - 1} more broke a rule: ${more.join('; ')}.` : '';
  throw new UserError(`${first?.text}.${rest}`, {
    hint: 'Mend the data or the rules, or set "onError" of the table to "reject" or "null".',
    at: { ...(first?.place && { file: first.place.source, line: first.place.line }) },
  });
}

/** Where a value is, in short: `prices.csv:3`, or `prices.xlsx May!B3`. */
function cellOf(place: RowPlace | undefined, col: DuckDBValue | undefined): string {
  if (!place) return '';
  const { source, line, sheet } = place;
  const letters = typeof col === 'number' ? sheet?.columns[col] : undefined;
  return sheet && letters ? `${source} ${sheet.name}!${letters}${line}` : `${source}:${line}`;
}

const longestTold = 60;

/** `"price" is "x", which is no number`. */
function tell(
  column: string | undefined,
  value: DuckDBValue | undefined,
  reason: DuckDBValue | undefined,
): string {
  const shown = typeof value === 'string' ? `"${shorten(value)}"` : undefined;
  if (column === undefined) return shown ? `${String(reason)} (${shown})` : String(reason);
  return shown ? `"${column}": ${shown} ${String(reason)}` : `"${column}" ${String(reason)}`;
}

const shorten = (text: string): string =>
  text.length > longestTold ? `${text.slice(0, longestTold - 3)}...` : text;

/** Where rows of a table are that were read, by their numbers. */
export async function locateRows(
  read: Pick<RawTable, 'locate'>,
  rows: number[],
): Promise<Map<number, RowPlace>> {
  const sorted = [...new Set(rows)].sort((one, other) => one - other);
  if (sorted.length === 0) return new Map();
  const places = await read.locate(sorted);
  return new Map(
    sorted.flatMap((row, index) => {
      const place = places[index];
      return place ? [[row, place] as const] : [];
    }),
  );
}

/**
 * The rejects of a table as a query: source, line, column, value, rule and reason, by row and column.
 * `read` is the table as it was read.
 */
export async function rejectsSql(
  duck: Duck,
  read: Pick<RawTable, 'columns' | 'locate'>,
  { rejects }: DoneTables,
): Promise<string> {
  const places = `${rejects}_places`;
  const rows = await duck.rows(`SELECT DISTINCT row::DOUBLE AS r FROM ${rejects} ORDER BY r`);
  const numbers = rows.map(([row]) => Number(row));
  const located = await locateRows(read, numbers);
  await duck.run(`CREATE OR REPLACE TEMP TABLE ${places} (row VARCHAR, source VARCHAR, line VARCHAR)`);
  for (let first = 0; first < numbers.length; first += chunkRows) {
    const some = numbers.slice(first, first + chunkRows);
    const of = some.map((row) => located.get(row));
    await duck.appendTexts(places, [
      some.map(String),
      of.map((place) => place?.source ?? null),
      of.map((place) => (place ? String(place.line) : null)),
    ]);
  }
  const names = read.columns.map(({ name }) => literal(name)).join(', ');
  return `SELECT source, line::BIGINT AS line, ([${names}])[col + 1] AS "column", value, rule, reason
    FROM ${rejects} JOIN ${places} ON ${places}.row::BIGINT = ${rejects}.row
    ORDER BY ${rejects}.row, col NULLS LAST, ${rejects}.rowid`;
}
