import { around } from '../box.ts';
import { within } from './fields.ts';
import type { Field } from './types.ts';
import type { Size, Understood } from './understood.ts';

/** The columns and the rows of a table, by their headings and their place on the page. */
export function tableOf(cells: readonly Understood[], page: Size): Pick<Field, 'columns' | 'rows'> {
  const along = (of: 'row' | 'column') => {
    const lines = Map.groupBy(cells, ({ place }) => place.table?.[of] ?? 0);
    return [...lines].toSorted(([a], [b]) => a - b).map(([, line]) => line as [Understood]);
  };
  return {
    columns: along('column').map((column) => {
      const { x, width } = around(column.map(({ box }) => box));
      return {
        label: column[0].headings?.column ?? '',
        x: within(x / page.width),
        width: within(width / page.width),
      };
    }),
    rows: along('row').map((row) => {
      const { y, height } = around(row.map(({ box }) => box));
      return {
        label: row[0].headings?.row ?? '',
        y: within(y / page.height),
        height: within(height / page.height),
      };
    }),
  };
}
