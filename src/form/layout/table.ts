import { around } from '../box.ts';
import { sharesOf } from './shares.ts';
import type { Field } from './types.ts';
import type { Size, Understood } from './understood.ts';

/** The columns and the rows of a table, by their headings and their place on the page. */
export function tableOf(cells: readonly Understood[], page: Size): Pick<Field, 'columns' | 'rows'> {
  const along = (of: 'row' | 'column') => {
    const lines = Map.groupBy(cells, ({ place }) => place.table?.[of] ?? 0);
    return [...lines].toSorted(([a], [b]) => a - b).map(([, line]) => line as [Understood]);
  };
  const shares = sharesOf(page);
  const placeOf = (line: readonly Understood[]) => shares(around(line.map(({ box }) => box)));
  return {
    columns: along('column').map((column) => {
      const { x, width } = placeOf(column);
      return { label: column[0].headings?.column ?? '', x, width };
    }),
    rows: along('row').map((row) => {
      const { y, height } = placeOf(row);
      return { label: row[0].headings?.row ?? '', y, height };
    }),
  };
}
