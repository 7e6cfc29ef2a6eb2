import { HTTPException } from 'hono/http-exception';
import type { TableSummary } from '../../../table/summary.ts';
import { columnNamed } from '../address/columns.ts';
import type { Aggregate } from '../query.ts';
import { isDated, isNumeric } from './values.ts';

export const kinds = ['auto', 'bar', 'line', 'scatter', 'histogram'] as const;
export type Kind = (typeof kinds)[number];

export const aggregates = ['sum', 'mean', 'median', 'min', 'max', 'count', 'each'] as const;

export const periods = ['auto', 'day', 'month', 'year', 'exact'] as const;
export type Period = (typeof periods)[number];

/** The parameters of a chart beside its view's. */
export const chartParameters = ['_x', '_y', '_kind', '_aggregate', '_by'] as const;

/** What a chart is to show. */
export interface Choice {
  x: number;
  /** Without it the rows are counted. */
  y?: number;
  /** How the values of y become one; `each` leaves every row by itself. */
  aggregate: Aggregate | 'each';
  kind: Kind;
  by: Period;
}

/** Reads what a chart is to show. Throws a 400 for a column or a word that there is not. */
export function readChoice(
  table: TableSummary,
  own: { [name in (typeof chartParameters)[number]]?: string },
): Choice {
  const x = own._x ? columnNamed(table, own._x) : usualX(table);
  const y = own._y ? columnNamed(table, own._y) : undefined;
  const aggregate = word('_aggregate', own._aggregate, aggregates, 'sum');
  const counted = y === undefined || isNumeric(table.columns[y] ?? { type: 'text' });
  return {
    x,
    ...(y !== undefined && { y }),
    aggregate: counted ? aggregate : 'count',
    kind: word('_kind', own._kind, kinds, 'auto'),
    by: word('_by', own._by, periods, 'auto'),
  };
}

function word<Word extends string>(
  name: string,
  text: string | undefined,
  words: readonly Word[],
  usual: Word,
): Word {
  if (text === undefined || text === '') return usual;
  const found = words.find((one) => one === text);
  if (found !== undefined) return found;
  throw new HTTPException(400, { message: `"${name}" is one of ${words.join(', ')}, not "${text}".` });
}

/** The column that a chart begins with: the first that groups rows, else the first at all. */
function usualX({ columns }: TableSummary): number {
  const found = columns.findIndex(
    (column) =>
      !isNumeric(column) && !isDated(column) && column.distinct > 1 && column.distinct <= column.count / 2,
  );
  return Math.max(0, found);
}

/**
 * The kind of a chart: the one that was asked for where the columns allow it, else the one that fits
 * their types. `many` groups are more than a line or bars could show.
 */
export function kindOf(
  table: TableSummary,
  { x, y, aggregate, kind }: Choice,
  many: boolean,
): Exclude<Kind, 'auto'> {
  const [columnX, columnY] = [table.columns[x], y === undefined ? undefined : table.columns[y]];
  if (!columnX) return 'bar';
  const scatters = isNumeric(columnX) && columnY !== undefined && isNumeric(columnY);
  if (y !== undefined && aggregate === 'each') return scatters ? 'scatter' : 'bar';
  const grouped = columnY !== undefined;
  const possible = {
    auto: false,
    bar: true,
    line: isNumeric(columnX) || isDated(columnX),
    scatter: scatters,
    histogram: isNumeric(columnX) || grouped,
  }[kind];
  if (possible && kind !== 'auto') return kind;
  if (isDated(columnX)) return 'line';
  if (!isNumeric(columnX)) return 'bar';
  if (!grouped) return columnX.distinct > 20 ? 'histogram' : 'bar';
  return many ? 'histogram' : 'line';
}
