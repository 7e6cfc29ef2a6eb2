import type { Value, Values } from '../fields/values.ts';

/** All that an answer's values say, as it is searched: plain letters, a line for each value. */
export function searchText(values: Values): string {
  return plain(Object.values(values).flatMap(textsOf).join('\n'));
}

/** The words that somebody searches for, as they stand in a `searchText`. */
export function wordsOf(search: string): string[] {
  return [...new Set(plain(search).split(/\s+/).filter(Boolean))];
}

function textsOf(value: Value): string[] {
  if (typeof value === 'boolean') return [];
  if (typeof value === 'number') return [String(value), String(value).replace('.', ',')];
  if (typeof value !== 'string') return value.flatMap((inner) => textsOf(inner));
  // A day is looked for as people write it, too.
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  return year ? [value, `${day}/${month}/${year}`, `${day}.${month}.${year}`] : [value];
}

/** Without accents, in small letters. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
