import { around, type Box } from '../../../box.ts';
import { idOf } from '../../../layout/ids.ts';
import type { Field } from '../../../layout/types.ts';
import { allowedShift, fitted, onPage } from './geometry.ts';
import { confirmed, freeId, type Item, type Items, nextKey } from './item.ts';

/** Edits give new items and leave the old ones alone; what they touch counts as looked at. */

/** Shifts fields, as far as all of them stay on their pages. */
export function move(items: Items, keys: ReadonlySet<number>, dx: number, dy: number): Items {
  const moved = items.filter(({ key }) => keys.has(key));
  const [across, down] = allowedShift(
    moved.map(({ field }) => field.box),
    dx,
    dy,
  );
  return across === 0 && down === 0
    ? items
    : edit(items, keys, (field) =>
        fitted(field, { ...field.box, x: field.box.x + across, y: field.box.y + down }),
      );
}

export const resize = (items: Items, key: number, box: Box): Items =>
  edit(items, new Set([key]), (field) => fitted(field, box));

/** Gives one answer of a choice another box; the choice is around all of its answers. */
export function placeOption(items: Items, key: number, index: number, box: Box): Items {
  return edit(items, new Set([key]), (field) =>
    withOptions(
      field,
      (field.options ?? []).map((option, at) => (at === index ? { ...option, box: onPage(box) } : option)),
    ),
  );
}

/** A choice without one of its answers. */
export const removeOption = (items: Items, key: number, index: number): Items =>
  edit(items, new Set([key]), (field) => withOptions(field, (field.options ?? []).toSpliced(index, 1)));

/** A choice with these answers, around those that have a box. */
export function withOptions(field: Field, options: NonNullable<Field['options']>): Field {
  const boxes = options.flatMap(({ box }) => box ?? []);
  return { ...field, options, box: boxes.length > 0 ? onPage(around(boxes)) : field.box };
}

/** Adds a field of text behind one, or at the end; and says what its key is. */
export function add(items: Items, page: number, box: Box, behind?: number): { items: Items; key: number } {
  const key = nextKey(items);
  const field: Field = {
    id: freeId('field', items),
    label: '',
    kind: 'text',
    page,
    box: onPage(box),
    order: 0,
    confidence: 1,
  };
  const at = behind === undefined ? -1 : items.findIndex((item) => item.key === behind);
  return { items: items.toSpliced(at === -1 ? items.length : at + 1, 0, { key, field }), key };
}

export const remove = (items: Items, keys: ReadonlySet<number>): Items =>
  items.some(({ key }) => keys.has(key)) ? items.filter(({ key }) => !keys.has(key)) : items;

/** Copies fields a little lower, or higher where there is no room; the copies stand behind the last of them. */
export function duplicate(items: Items, keys: ReadonlySet<number>): { items: Items; keys: number[] } {
  const originals = items.filter(({ key }) => keys.has(key));
  if (originals.length === 0) return { items, keys: [] };
  const tallest = around(originals.map(({ field }) => field.box)).height;
  const boxes = originals.map(({ field }) => field.box);
  const [, below] = allowedShift(boxes, 0, tallest * 1.1);
  const shift = below > tallest / 2 ? below : allowedShift(boxes, 0, -tallest * 1.1)[1];
  const copies: Item[] = [];
  for (const { field } of originals) {
    const all = items.concat(copies);
    const copy = fitted(field, { ...field.box, y: field.box.y + shift });
    copies.push({ key: nextKey(all), field: { ...confirmed(copy), id: freeId(field.id, all) } });
  }
  const last = items.findLastIndex(({ key }) => keys.has(key));
  return { items: items.toSpliced(last + 1, 0, ...copies), keys: copies.map(({ key }) => key) };
}

/** Brings fields, in their order, to a place among the others. */
export function reorder(items: Items, keys: ReadonlySet<number>, to: number): Items {
  const moved = items.filter(({ key }) => keys.has(key));
  const before = items.slice(0, to).filter(({ key }) => !keys.has(key));
  const after = items.slice(to).filter(({ key }) => !keys.has(key));
  const next = [...before, ...moved, ...after];
  return next.every((item, index) => item === items[index]) ? items : next;
}

/** One place up or down. */
export function reorderBy(items: Items, keys: ReadonlySet<number>, by: -1 | 1): Items {
  const at = items.flatMap(({ key }, index) => (keys.has(key) ? [index] : []));
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  return reorder(items, keys, by === -1 ? Math.max(0, first - 1) : last + 2);
}

export const confirm = (items: Items, keys: ReadonlySet<number>): Items =>
  edit(items, keys, (field) => field);

/** Another label; an id that came from the old one goes along. */
export function relabel(items: Items, key: number, label: string): Items {
  const { field } = items.find((item) => item.key === key) ?? {};
  if (!field || field.label === label) return items;
  const old = idOf(field.label) || field.kind;
  const followed =
    field.id.replace(/-\d+$/, '') === old.replace(/-\d+$/, '') || /^field(-\d+)?$/.test(field.id);
  const id = followed ? freeId(idOf(label) || field.kind, items, key) : field.id;
  return edit(items, new Set([key]), (before) => ({ ...before, label, id }));
}

/** Applies a change to some fields; those that it leaves as they are, are confirmed alone. */
export function edit(items: Items, keys: ReadonlySet<number>, change: (field: Field) => Field): Items {
  let isChanged = false;
  const next = items.map((item) => {
    if (!keys.has(item.key)) return item;
    const field = change(item.field);
    if (field === item.field && field.confidence === 1 && !field.guessed) return item;
    isChanged = true;
    return { ...item, field: confirmed(field) };
  });
  return isChanged ? next : items;
}
