import { type Box, bottom, right } from '../box.ts';

/**
 * In the order in which a person reads: columns one after the other where the page has columns, rows
 * from top to bottom, and each from left to right.
 */
export function inOrder<T extends { box: Box }>(items: readonly T[]): T[] {
  if (items.length < 2) return [...items];
  const split = gutter(items);
  if (split !== undefined) {
    const spanning = items.filter(({ box }) => box.x < split && right(box) > split);
    const top = Math.min(...items.filter((item) => !spanning.includes(item)).map(({ box }) => box.y));
    const before = spanning.filter(({ box }) => bottom(box) <= top + 10);
    const after = spanning.filter((item) => !before.includes(item));
    return [
      ...inRows(before),
      ...inOrder(items.filter(({ box }) => right(box) <= split)),
      ...inOrder(items.filter(({ box }) => box.x >= split)),
      ...inRows(after),
    ];
  }
  return inRows(items);
}

/** Where two columns of a page part: many on either side, few across, and those not side by side in rows. */
export function gutter(items: readonly { box: Box }[]): number | undefined {
  if (items.length < 12) return undefined;
  const from = Math.min(...items.map(({ box }) => box.x));
  const to = Math.max(...items.map(({ box }) => right(box)));
  for (let x = from + 0.35 * (to - from); x < from + 0.65 * (to - from); x += 8) {
    const left = items.filter(({ box }) => right(box) <= x);
    const beside = items.filter(({ box }) => box.x >= x);
    const across = items.length - left.length - beside.length;
    if (across > 0.06 * items.length || left.length < 6 || beside.length < 6) continue;
    const level = left.filter(({ box }) =>
      beside.some(
        ({ box: other }) => Math.abs(other.y - box.y) < 7 && Math.abs(other.height - box.height) < 7,
      ),
    );
    if (level.length < 0.6 * left.length) return x;
  }
  return undefined;
}

function inRows<T extends { box: Box }>(items: readonly T[]): T[] {
  const sorted = items.toSorted((a, b) => middle(a.box) - middle(b.box));
  const rows: T[][] = [];
  for (const item of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (
      row &&
      first &&
      middle(item.box) < Math.max(bottom(first.box) - 4, middle(first.box) + 8) &&
      item.box.y < middle(first.box)
    )
      row.push(item);
    else rows.push([item]);
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.box.x - b.box.x));
}

const middle = ({ y, height }: Box): number => y + height / 2;
