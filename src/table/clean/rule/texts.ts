import { literal } from '../../duckdb.ts';
import { trimmed, whiteSpace } from '../white-space.ts';
import type { RuleOptions } from './options.ts';

/** All rules leave no value where they leave nothing of a text. */
const orNull = (text: string): string => `nullif(${text}, '')`;

/** Of `trim`. */
export const trim = (column: string): string => orNull(trimmed(column));

/** Of `collapse`. */
export const collapse = (column: string): string =>
  `regexp_replace(${column}, ${literal(`[${whiteSpace}]+`)}, ' ', 'g')`;

/** A word: letters, digits and what joins them. */
const word = `[\\p{L}\\p{M}\\p{N}'\u2019]`;

/** Of `case`. */
export function changeCase(column: string, to: RuleOptions['case']['to']): string {
  if (to !== 'title') return `${to}(${column})`;
  const parts = `regexp_extract_all(lower(${column}), ${literal(`${word}+|[^${word.slice(1)}+`)})`;
  return `CASE WHEN ${column} IS NOT NULL
    THEN array_to_string(list_transform(${parts}, lambda part: upper(part[1]) || part[2:]), '') END`;
}

/** Of `nulls`. */
export const withoutMarkers = (column: string, markers: string[]): string =>
  `CASE WHEN ${column} IN (${markers.map(literal).join(', ')}) THEN NULL ELSE ${column} END`;

/** Of `replace`. */
export function replaceAll(column: string, { find, with: by, regex }: RuleOptions['replace']): string {
  return orNull(
    regex === true
      ? `regexp_replace(${column}, ${literal(find)}, ${literal(by)}, 'g')`
      : `replace(${column}, ${literal(find)}, ${literal(by)})`,
  );
}
