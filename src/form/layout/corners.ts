import { around, bottom, right } from '../box.ts';
import type { Place } from '../detect/types.ts';

/** Leaves out the empty corner of a table, between the headings of its columns and those of its rows. */
export function withoutCorners(places: readonly Place[]): readonly Place[] {
  const tables = [...Map.groupBy(places, ({ table }) => table?.index)].flatMap(([index, cells]) =>
    index === undefined ? [] : [around(cells.map(({ box }) => box))],
  );
  return places.filter(
    ({ box, table }) =>
      table !== undefined ||
      !tables.some((one) => Math.abs(right(box) - one.x) < 12 && Math.abs(bottom(box) - one.y) < 12),
  );
}
