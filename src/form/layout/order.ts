import { type Box, bottom, right } from '../box.ts';

/** What stands somewhere on a page; its extent takes in the words that belong to it. */
interface Item {
  box: Box;
  extent?: Box;
}

const extentOf = ({ box, extent }: Item): Box => extent ?? box;

/**
 * In the order in which a person reads: columns one after the other where the page has columns, rows
 * from top to bottom, and each from left to right. What reaches over both columns parts them.
 */
export function inOrder<T extends Item>(items: readonly T[]): T[] {
  const split = gutter(items);
  if (split === undefined) return inRows(items);
  const isLeft = (item: T): boolean => right(extentOf(item)) <= split;
  const isRight = (item: T): boolean => extentOf(item).x >= split;
  const across = inRows(items.filter((item) => !isLeft(item) && !isRight(item)));
  let rest = items.filter((item) => !across.includes(item));
  const ordered: T[] = [];
  for (const end of [...across, undefined]) {
    const band = rest.filter((item) => !end || middle(item.box) < middle(end.box));
    rest = rest.filter((item) => !band.includes(item));
    ordered.push(...inOrder(band.filter(isLeft)), ...inOrder(band.filter(isRight)), ...(end ? [end] : []));
  }
  return ordered;
}

/** Where two columns of a page part: many on either side, few across, and those not side by side in rows. */
export function gutter(items: readonly Item[]): number | undefined {
  if (items.length < 12) return undefined;
  const extents = items.map(extentOf);
  const from = Math.min(...extents.map((box) => box.x));
  const to = Math.max(...extents.map(right));
  for (let x = from + 0.35 * (to - from); x < from + 0.65 * (to - from); x += 8) {
    const left = items.filter((item) => right(extentOf(item)) <= x);
    const beside = items.filter((item) => extentOf(item).x >= x);
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
