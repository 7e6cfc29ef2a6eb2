import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../../src/form/box.ts';
import {
  add,
  confirm,
  duplicate,
  edit,
  move,
  placeOption,
  relabel,
  remove,
  reorder,
  reorderBy,
  resize,
} from '../../../../../src/form/editor/client/model/edits.ts';
import { fieldsOf, type Items, itemsOf } from '../../../../../src/form/editor/client/model/item.ts';
import {
  combOf,
  moveLine,
  optionsByPlace,
  tableOf,
  withAnotherOption,
  withCount,
  withKind,
} from '../../../../../src/form/editor/client/model/kinds.ts';
import { merge, merges, takeApart } from '../../../../../src/form/editor/client/model/merge.ts';
import { problemsOf } from '../../../../../src/form/editor/client/model/problems.ts';
import { isUnsaved, reduce, type State, startOf } from '../../../../../src/form/editor/client/model/state.ts';
import { type Field, fieldKinds, layoutSchema } from '../../../../../src/form/layout/types.ts';

const field = (id: string, box: Box, more: Partial<Field> = {}): Field => ({
  id,
  label: '',
  kind: 'text',
  page: 1,
  box,
  order: 0,
  confidence: 0.5,
  ...more,
});
const boxAt = (x: number, y: number, width = 0.1, height = 0.02): Box => ({ x, y, width, height });

const start: Items = itemsOf({
  fields: [
    field('name', boxAt(0.1, 0.1), { label: 'Name', guessed: ['kind'] }),
    field('yes', boxAt(0.3, 0.1, 0.02), { kind: 'checkbox', label: 'Yes', order: 1 }),
    field('no', boxAt(0.4, 0.1, 0.02), { kind: 'checkbox', label: 'No', order: 2 }),
    field('postcode', boxAt(0.1, 0.2, 0.2), { kind: 'comb', length: 5, order: 3 }),
    field('children', boxAt(0.1, 0.4, 0.6, 0.2), {
      kind: 'table',
      order: 4,
      columns: [
        { label: 'Name', x: 0.1, width: 0.3 },
        { label: 'Age', x: 0.4, width: 0.3 },
      ],
      rows: [
        { label: '', y: 0.4, height: 0.1 },
        { label: '', y: 0.5, height: 0.1 },
      ],
    }),
    field('elsewhere', boxAt(0.1, 0.1), { page: 2, order: 5 }),
  ],
});

const keys = fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 1 }).map((chosen) => new Set(chosen));
const share = fc.double({ min: -0.2, max: 1.2, noNaN: true });
const anyBox = fc.record({ x: share, y: share, width: share, height: share });
const few = fc.integer({ min: 1, max: 5 });

/** Any edit that the page has, of whatever is selected. */
const anyEdit: fc.Arbitrary<(items: Items) => Items> = fc.oneof(
  fc.tuple(keys, share, share).map(
    ([k, dx, dy]) =>
      (items: Items) =>
        move(items, k, dx, dy),
  ),
  fc.tuple(fc.nat(9), anyBox).map(
    ([key, box]) =>
      (items: Items) =>
        resize(items, key, box),
  ),
  fc.tuple(fc.nat(9), fc.nat(3), anyBox).map(
    ([key, at, box]) =>
      (items: Items) =>
        placeOption(items, key, at, box),
  ),
  fc.tuple(few, anyBox, fc.nat(9)).map(
    ([page, box, at]) =>
      (items: Items) =>
        add(items, page, box, at).items,
  ),
  keys.map((k) => (items: Items) => (items.every(({ key }) => k.has(key)) ? items : remove(items, k))),
  keys.map((k) => (items: Items) => duplicate(items, k).items),
  fc.tuple(keys, fc.nat(9)).map(
    ([k, to]) =>
      (items: Items) =>
        reorder(items, k, to),
  ),
  fc.tuple(keys, fc.constantFrom(-1, 1)).map(
    ([k, by]) =>
      (items: Items) =>
        reorderBy(items, k, by as -1 | 1),
  ),
  keys.map((k) => (items: Items) => confirm(items, k)),
  fc.tuple(fc.nat(9), fc.string()).map(
    ([key, label]) =>
      (items: Items) =>
        relabel(items, key, label),
  ),
  fc.tuple(keys, fc.constantFrom(...fieldKinds)).map(
    ([k, kind]) =>
      (items: Items) =>
        edit(items, k, (one) => withKind(one, kind)),
  ),
  fc.tuple(keys, few).map(
    ([k, n]) =>
      (items: Items) =>
        edit(items, k, (one) => combOf(one, n)),
  ),
  fc.tuple(keys, few, few).map(
    ([k, r, c]) =>
      (items: Items) =>
        edit(items, k, (one) => tableOf(one, r, c)),
  ),
  keys.map((k) => (items: Items) => edit(items, k, withAnotherOption)),
  fc.tuple(keys, fc.constantFrom('rows', 'columns'), few).map(
    ([k, of, n]) =>
      (items: Items) =>
        edit(items, k, (one) => withCount(one, of as 'rows', n)),
  ),
  fc.tuple(keys, fc.constantFrom('rows', 'columns'), fc.nat(4), share).map(
    ([k, of, at, to]) =>
      (items: Items) =>
        edit(items, k, (one) => moveLine(one, of as 'rows', at, to)),
  ),
  fc.tuple(keys, fc.constantFrom(...merges)).map(
    ([k, into]) =>
      (items: Items) =>
        merge(items, k, into),
  ),
  fc.nat(9).map((key) => (items: Items) => takeApart(items, key)),
);

const apply = (state: State, change: (items: Items) => Items): State =>
  reduce(state, { type: 'edit', items: change(state.history.present) });

describe('any edits', () => {
  it('leave a layout that fits the schema, with ids that are its own', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), (edits) => {
        const items = edits.reduce((now, change) => change(now), start);
        const layout = { pages: [{ width: 1000, height: 1400 }], fields: fieldsOf(items) };
        expect(layoutSchema.safeParse(layout).error?.issues).toBeUndefined();
        expect(problemsOf(items).filter(({ canWait }) => !canWait)).toEqual([]);
        expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
        for (const { field: one } of items)
          expect(one.box.x + one.box.width + (one.box.y + one.box.height)).toBeLessThanOrEqual(2.0001);
      }),
    );
  });

  it('are all undone, and all done again', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), (edits) => {
        const done = edits.reduce(apply, startOf(start));
        const steps = done.history.past.length;
        let state = done;
        for (let count = 0; count < steps; count++) state = reduce(state, { type: 'undo' });
        expect(state.history.present).toBe(start);
        expect(isUnsaved(state)).toBe(false);
        for (let count = 0; count < steps; count++) state = reduce(state, { type: 'redo' });
        expect(state.history.present).toBe(done.history.present);
      }),
    );
  });

  it('never touch what is not selected', () => {
    fc.assert(
      fc.property(anyBox, share, share, (box, dx, dy) => {
        const moved = move(resize(start, 0, box), new Set([0]), dx, dy);
        expect(moved.slice(1)).toEqual(start.slice(1));
      }),
    );
  });
});

const only = (...chosen: number[]): ReadonlySet<number> => new Set(chosen);
const idsOf = (items: Items): string[] => items.map(({ field: one }) => one.id);

describe('edits', () => {
  it('move what belongs to a field along with it', () => {
    const table = move(start, only(4), 0.1, 0.1)[4]?.field;
    expect(table?.columns?.map(({ x }) => x)).toEqual([0.2, 0.5]);
    expect(table?.rows?.map(({ y }) => y)).toEqual([0.5, 0.6]);
  });

  it('keep fields that are moved together on the page, and apart as they were', () => {
    const moved = move(start, only(0, 1), 5, 0);
    expect(moved[0]?.field.box.x).toBeCloseTo(0.78);
    expect(moved[1]?.field.box.x).toBeCloseTo(0.98);
  });

  it('count as looking at it', () => {
    const [name] = move(start, only(0), 0.01, 0);
    expect([name?.field.confidence, name?.field.guessed]).toEqual([1, undefined]);
    expect(confirm(start, only(0))[0]?.field.guessed).toBeUndefined();
    const once = confirm(start, only(0));
    expect(confirm(once, only(0))).toBe(once);
  });

  it('rename the id with the label, until somebody chose another', () => {
    expect(idsOf(relabel(start, 0, 'Family name'))[0]).toBe('family-name');
    expect(idsOf(relabel(start, 1, 'No'))[1]).toBe('no-2');
    const own = edit(start, only(0), (one) => ({ ...one, id: 'column-a' }));
    expect(idsOf(relabel(own, 0, 'Family name'))[0]).toBe('column-a');
  });

  it('copy with an id of its own, a little lower', () => {
    const { items, keys: made } = duplicate(start, only(0));
    expect(idsOf(items).slice(0, 2)).toEqual(['name', 'name-2']);
    expect(items[1]?.field.box.y).toBeGreaterThan(0.11);
    expect(made).toEqual([6]);
  });

  it('reorder by one, and by the list', () => {
    expect(idsOf(reorderBy(start, only(1), -1)).slice(0, 2)).toEqual(['yes', 'name']);
    expect(idsOf(reorderBy(start, only(0), 1)).slice(0, 2)).toEqual(['yes', 'name']);
    expect(idsOf(reorder(start, only(4, 5), 0)).slice(0, 3)).toEqual(['children', 'elsewhere', 'name']);
    expect(reorderBy(start, only(0), -1)).toBe(start);
  });

  it('make one choice of boxes, and boxes of a choice', () => {
    const items = merge(start, only(1, 2), 'choice');
    const choice = items[1]?.field;
    expect(choice?.kind).toBe('choice');
    expect(choice?.options?.map(({ label }) => label)).toEqual(['Yes', 'No']);
    expect(choice?.box).toEqual({ x: 0.3, y: 0.1, width: 0.12, height: 0.02 });
    const apart = takeApart(items, 1);
    expect(apart.slice(1, 3).map(({ field: one }) => [one.kind, one.id])).toEqual([
      ['checkbox', 'yes'],
      ['checkbox', 'no'],
    ]);
  });

  it('make one table of cells by their places', () => {
    const cells = itemsOf({
      fields: [0, 1].flatMap((row) =>
        [0, 1, 2].map((column) =>
          field(`cell-${row}-${column}`, boxAt(0.1 + column * 0.2, 0.3 + row * 0.05, 0.19, 0.04)),
        ),
      ),
    });
    const [table, ...more] = merge(cells, only(0, 1, 2, 3, 4, 5), 'table');
    expect(more).toEqual([]);
    expect([table?.field.columns?.length, table?.field.rows?.length]).toEqual([3, 2]);
    expect(takeApart([table as Items[number]], 0)).toHaveLength(6);
  });

  it('put the answers of a choice into the order of the page', () => {
    const options = [
      { label: 'c', box: boxAt(0.1, 0.3, 0.02) },
      { label: 'b', box: boxAt(0.3, 0.205, 0.02) },
      { label: 'a', box: boxAt(0.1, 0.2, 0.02) },
    ];
    const choice = field('choice', boxAt(0.1, 0.2, 0.22, 0.12), { kind: 'choice', options });
    const sorted = optionsByPlace(choice);
    expect(sorted.options?.map(({ label }) => label).join('')).toBe('abc');
    expect(optionsByPlace(sorted)).toBe(sorted);
    const list = { ...choice, options: [{ label: 'z' }, { label: 'y' }] };
    expect(optionsByPlace(list)).toBe(list);
  });

  it('make no field of fields on two pages', () => {
    expect(merge(start, only(0, 5), 'field')).toBe(start);
  });

  it('add up the letters of combs', () => {
    const two = itemsOf({
      fields: [
        field('a', boxAt(0.1, 0.1), { kind: 'comb', length: 2 }),
        field('b', boxAt(0.3, 0.1), { kind: 'comb', length: 4 }),
      ],
    });
    expect(merge(two, only(0, 1), 'comb')[0]?.field.length).toBe(6);
  });

  it('leave out what only the old kind has', () => {
    const text = withKind(start[4]?.field as Field, 'text');
    expect([text.columns, text.rows]).toEqual([undefined, undefined]);
    const typed = edit(start, only(0), (one) => ({ ...one, pattern: 'a+' }))[0]?.field as Field;
    expect(withKind(typed, 'comb').pattern).toBe('a+');
    expect(withKind(typed, 'checkbox').pattern).toBeUndefined();
  });

  it('move a line of a table between its neighbours, and no farther', () => {
    const table = start[4]?.field as Field;
    expect(moveLine(table, 'columns', 0, 0.2).columns?.map(({ x, width }) => [x, width])).toEqual([
      [0.1, 0.1],
      [0.2, 0.5],
    ]);
    expect(moveLine(table, 'rows', 0, 0.9).rows?.[1]?.height).toBeGreaterThan(0);
  });
});
