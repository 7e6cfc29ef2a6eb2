import { HTTPException } from 'hono/http-exception';
import { cannotBe } from '../../unknown.ts';
import { colourNames } from './colours.ts';
import { shapeNames, sizeNames } from './sizes.ts';

/** What a picture can be chosen by where there are a few values to choose from. */
export const choiceNames = ['set', 'colour', 'size', 'shape', 'format'] as const;
export type Choice = (typeof choiceNames)[number];

/** What pictures can be sorted by; `-` before it turns the order around. */
export const sortNames = ['file', 'name', 'date', 'size', 'colour'] as const;
export type Sort = (typeof sortNames)[number];

/** Which pictures are shown, and in which order. Of several values of one choice, any will do. */
export interface Filter extends Record<Choice, string[]> {
  /** Words that are all in the picture's name. */
  name: string;
  /** The first and the last day it was taken on, or a part of one: `2026`, `2026-03`, `2026-03-14`. */
  from: string;
  to: string;
  sort: { by: Sort; descending: boolean };
  /** Of pictures that look alike, the first alone. */
  grouped: boolean;
}

/** The values that a choice takes; only the app knows its sets and formats. */
export type Choices = Record<Choice, readonly string[]>;

/** All choices there are, for sets and formats of these names. */
export function choicesFor(sets: readonly string[], formats: readonly string[]): Choices {
  return { set: sets, colour: colourNames, size: sizeNames, shape: shapeNames, format: formats };
}

/** No filter: all pictures, in their order. */
export const everything: Filter = {
  name: '',
  from: '',
  to: '',
  set: [],
  colour: [],
  size: [],
  shape: [],
  format: [],
  sort: { by: 'file', descending: false },
  grouped: false,
};

/**
 * The filter in a query such as `name=stapler&colour=red&colour=teal&sort=-date`. Empty values are
 * none, as a form sends them. Throws a 400 that names the nearest of what there is.
 */
export function readFilter(query: URLSearchParams, choices: Choices): Filter {
  const one = (key: string) => query.get(key)?.trim() ?? '';
  const some = (choice: Choice) => {
    const values = [...new Set(query.getAll(choice).filter((value) => value !== ''))];
    for (const value of values)
      if (!choices[choice].includes(value)) throw cannotBe(choice, value, choices[choice]);
    return choices[choice].filter((value) => values.includes(value));
  };
  return {
    name: one('name'),
    from: readDay('from', one('from')),
    to: readDay('to', one('to')),
    set: some('set'),
    colour: some('colour'),
    size: some('size'),
    shape: some('shape'),
    format: some('format'),
    sort: readSort(one('sort')),
    grouped: readGroup(one('group')),
  };
}

/** The query of a filter, in one order of keys; empty for `everything`. */
export function queryOf(filter: Filter): string {
  const query = new URLSearchParams();
  for (const key of ['name', 'from', 'to'] as const) if (filter[key]) query.set(key, filter[key]);
  for (const choice of choiceNames) for (const value of filter[choice]) query.append(choice, value);
  const { by, descending } = filter.sort;
  if (by !== 'file' || descending) query.set('sort', `${descending ? '-' : ''}${by}`);
  if (filter.grouped) query.set('group', 'duplicates');
  return query.toString();
}

function readDay(key: string, day: string): string {
  if (day === '' || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(day)) return day;
  throw new HTTPException(400, {
    message: `"${key}" is "${day}"; it takes a day such as 2026-03-14, a month or a year.`,
  });
}

function readSort(text: string): Filter['sort'] {
  if (text === '') return everything.sort;
  const descending = text.startsWith('-');
  const by = sortNames.find((name) => name === text.slice(descending ? 1 : 0));
  if (!by) throw cannotBe('sort', text, sortNames);
  return { by, descending };
}

function readGroup(text: string): boolean {
  if (text !== '' && text !== 'duplicates') throw cannotBe('group', text, ['duplicates']);
  return text !== '';
}
