import { describe, expect, it } from 'vitest';
import { relabel } from '../../../../../src/form/editor/client/model/edits.ts';
import { type Items, itemsOf } from '../../../../../src/form/editor/client/model/item.ts';
import { problemsOf } from '../../../../../src/form/editor/client/model/problems.ts';
import {
  type Action,
  isUnsaved,
  nextToCheck,
  reduce,
  type State,
  selectedItems,
  startOf,
} from '../../../../../src/form/editor/client/model/state.ts';
import type { Field } from '../../../../../src/form/layout/types.ts';

const named = (id: string, order: number, more: Partial<Field> = {}): Field => ({
  id,
  label: id,
  kind: 'text',
  page: 1,
  box: { x: 0.1, y: 0.1 * order, width: 0.2, height: 0.05 },
  order,
  confidence: 1,
  ...more,
});
const items = itemsOf({
  fields: [named('c', 2, { confidence: 0.4 }), named('a', 0, { guessed: ['label'] }), named('b', 1)],
});
const idsOf = (all: Items): string => all.map(({ field }) => field.id).join('');
const stateAfter = (...actions: Action[]): State => actions.reduce(reduce, startOf(items));
const type = (state: State, key: number, label: string): State =>
  reduce(state, {
    type: 'edit',
    items: relabel(state.history.present, key, label),
    joins: `label ${key}`,
  });

describe('the page’s state', () => {
  it('takes the fields in the order of the form', () => {
    expect(idsOf(items)).toBe('abc');
  });

  it('undoes what was typed into one input at once, and into another apart', () => {
    let state = type(type(type(stateAfter(), 0, 'x'), 0, 'xy'), 1, 'z');
    expect(state.history.past).toHaveLength(2);
    state = reduce(state, { type: 'undo' });
    expect(state.history.present[0]?.field.label).toBe('xy');
    state = type(state, 0, 'xyz');
    expect(state.history.past).toHaveLength(2);
  });

  it('selects one, several, and after an undo only what is there', () => {
    const state = stateAfter(
      { type: 'select', keys: [0] },
      { type: 'toggle', key: 1 },
      { type: 'toggle', key: 2 },
    );
    expect(idsOf(selectedItems(state))).toBe('abc');
    expect(reduce(state, { type: 'toggle', key: 1 }).selection).toEqual([0, 2]);
    const added = reduce(state, {
      type: 'edit',
      items: [...items, { key: 9, field: named('new', 3) }],
      selection: [9],
    });
    expect(reduce(added, { type: 'undo' }).selection).toEqual([]);
  });

  it('gives numbers in the order of the clicks, undone at once', () => {
    const state = stateAfter(
      { type: 'mode', mode: 'number' },
      ...[2, 0, 1].map((key): Action => ({ type: 'number', key })),
    );
    expect(idsOf(state.history.present)).toBe('cab');
    expect(idsOf(reduce(state, { type: 'undo' }).history.present)).toBe('abc');
  });

  it('shows what is dragged, and forgets it when it is dropped nowhere', () => {
    const moved = relabel(items, 0, 'moved');
    const dragged = stateAfter({ type: 'preview', items: moved });
    expect(isUnsaved(dragged)).toBe(false);
    expect(reduce(dragged, { type: 'drop' }).preview).toBeUndefined();
    expect(reduce(dragged, { type: 'end drag' }).history.present).toBe(moved);
  });

  it('goes from one to check to the next, and round', () => {
    expect(nextToCheck(stateAfter())).toBe(0);
    expect(nextToCheck(stateAfter({ type: 'select', keys: [0] }))).toBe(2);
    expect(nextToCheck(stateAfter({ type: 'select', keys: [2] }))).toBe(0);
  });
});

describe('problems', () => {
  const problems = (fields: Partial<Field>[]) =>
    problemsOf(itemsOf({ fields: fields.map((more, order) => named(`f${order}`, order, more)) })).map(
      ({ index, at, message }) => ({ index, at, message }),
    );

  it.each<[Partial<Field>, string, string]>([
    [{ id: '' }, 'id', 'The id is empty: it names the column of the answers.'],
    [{ id: 'Név' }, 'id', 'An id starts with a small letter, and has small letters, digits and hyphens.'],
    [{ pattern: '[' }, 'pattern', 'The pattern is no regular expression.'],
    [{ kind: 'comb' }, 'length', 'A comb needs the number of its letters.'],
    [{ kind: 'choice', options: [] }, 'options', 'A choice needs at least one answer.'],
    [{ kind: 'choice', options: [{ label: ' ' }] }, 'options', 'An answer has no words.'],
    [
      { kind: 'choice', options: [{ label: 'a' }, { label: 'a' }] },
      'options',
      'Two answers have the same words.',
    ],
  ])('%j', (more, at, message) => {
    expect(problems([{}, more])).toEqual([{ index: 1, at, message }]);
  });

  it('two ids that are the same, at both', () => {
    const message = '2 fields have the id x: each needs one of its own.';
    expect(problems([{ id: 'x' }, {}, { id: 'x' }])).toEqual(
      [0, 2].map((index) => ({ index, at: 'id', message })),
    );
  });

  it('no field at all', () => {
    expect(problems([])).toEqual([
      { index: undefined, at: 'fields', message: 'A form needs at least one field. Draw one.' },
    ]);
  });
});
