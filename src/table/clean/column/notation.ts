import { literal } from '../../duckdb.ts';
import type { ColumnType } from '../../summary.ts';
import { heldByDouble } from '../../types.ts';
import { trimmed } from '../white-space.ts';
import type { NumberFormat } from './formats.ts';
import { parseBooleanFormat, parseDateFormat, parseNumberFormat } from './formats.ts';

/** A step that reads a value, as an SQL expression of it; null where it cannot. */
export type ReadingStep = (value: string) => string;

/**
 * The steps that bring a value to the notation that Holdall itself writes; null comes of a value that
 * is not of the type: integers `-12`, decimals `1.5`, booleans `true`, dates `2026-11-21`, timestamps
 * `2026-11-21 10:00:00`. White space at the ends does not count.
 */
export function readingSteps(type: ColumnType, formats: string[]): ReadingStep[] {
  switch (type) {
    case 'integer':
      return [...numberSteps(formats[0]), integer];
    case 'decimal':
      return [...numberSteps(formats[0]), decimal];
    case 'boolean':
      return [trimmed, (text) => boolean(text, formats[0])];
    case 'date':
    case 'timestamp':
      return [trimmed, (text) => dateOrTime(text, type, formats)];
    default:
      return [];
  }
}

/** Reads a number, of a format or not, in the notation 1234.56 without a needless sign or zeros before it. */
export function numberSteps(example: string | undefined): ReadingStep[] {
  const format = example === undefined ? undefined : parseNumberFormat(example);
  return [trimmed, (text) => (format ? grouped(text, format) : plain(text)), bare];
}

/** Reads a date or a timestamp of the formats, or one in Holdall's own notation. */
export function dateSteps(formats: string[]): ReadingStep[] {
  return [
    trimmed,
    (text) => `coalesce(${dateOrTime(text, 'date', formats)}, ${dateOrTime(text, 'timestamp', formats)})`,
  ];
}

/** Whether a value is in the notation of a type already, as an SQL expression; null is false. */
export function inNotation(value: string, type: ColumnType): string {
  switch (type) {
    case 'integer':
      return `TRY_CAST(${value} AS BIGINT)::VARCHAR = ${value}`;
    case 'decimal':
      return `regexp_full_match(${value}, '-?(0|[1-9][0-9]*)(\\.[0-9]+)?') AND NOT starts_with(${value}, '-0')
        AND (length(${value}) <= 15 OR isfinite(TRY_CAST(${value} AS DOUBLE)) AND ${heldByDouble(value)})`;
    case 'boolean':
      return `${value} IN ('true', 'false')`;
    case 'date':
      return `length(${value}) = 10 AND TRY_CAST(${value} AS DATE)::VARCHAR = ${value}`;
    case 'timestamp':
      return `length(${value}) >= 19 AND TRY_CAST(${value} AS TIMESTAMP)::VARCHAR = ${value}`;
    default:
      return 'true';
  }
}

/** Why a value is not of a type, as an SQL expression. */
export function notOfType(value: string, type: ColumnType, formats: string[]): string {
  const asIn = formats.length > 0 ? ` as in ${formats.join(' or ')}` : '';
  const reason = literal(`is no ${type}${asIn}`);
  if (type !== 'integer' && type !== 'decimal') return reason;
  const number = numberSteps(formats[0]).reduce((text, step) => step(text), value);
  const isOne = type === 'integer' ? `regexp_full_match(${number}, '-?[0-9]+')` : `${number} IS NOT NULL`;
  const tooLong = literal(`has more digits than ${type === 'integer' ? 'an integer' : 'a decimal'} can hold`);
  return `CASE WHEN ${isOne} THEN ${tooLong} ELSE ${reason} END`;
}

function plain(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, '[-+\u2212]?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][-+]?[0-9]+)?')
    THEN ${text} END`;
}

/** Without a plus, zeros before it, or a minus before 0. */
function bare(text: string): string {
  const unsigned = `regexp_replace(${text}, '^([-+\u2212]?)0+([0-9])', '\\1\\2')`;
  return `CASE WHEN regexp_matches(${text}, '^([+\u2212]|-?0)|\\+')
    THEN regexp_replace(replace(replace(${unsigned}, '\u2212', '-'), '+', ''), '^-(0(\\.0*)?)$', '\\1') ELSE ${text} END`;
}

function grouped(text: string, { decimal, groups }: NumberFormat): string {
  const sign = groups.join('').replace(/[.]/g, '\\.');
  const whole = groups.length > 0 ? `([0-9]{1,3}([${sign}][0-9]{3})+|[0-9]+)` : '[0-9]+';
  const rest = decimal === undefined ? '' : `([${decimal}][0-9]+)?`;
  const bare = groups.length > 0 ? `translate(${text}, ${literal(groups.join(''))}, '')` : text;
  const pointed = decimal === ',' ? `replace(${bare}, ',', '.')` : bare;
  return `CASE WHEN regexp_full_match(${text}, ${literal(`[-+\u2212]?${whole}${rest}`)}) THEN ${pointed} END`;
}

const integer = (text: string): string => `TRY_CAST(TRY_CAST(CASE
  WHEN regexp_full_match(${text}, '-?[0-9]+') THEN ${text} END AS BIGINT) AS VARCHAR)`;

/** A number that comes out of a double as it is written, or a measurement. */
const decimal = (text: string): string =>
  `CASE WHEN isfinite(TRY_CAST(${text} AS DOUBLE)) AND ${heldByDouble(text)} THEN ${text} END`;

function boolean(text: string, format: string | undefined): string {
  const { yes, no } = (format === undefined ? undefined : parseBooleanFormat(format)) ?? {
    yes: 'true',
    no: 'false',
  };
  return `CASE lower(${text}) WHEN lower(${literal(yes)}) THEN 'true' WHEN lower(${literal(no)}) THEN 'false' END`;
}

const isoTime = '[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?';

function dateOrTime(text: string, type: 'date' | 'timestamp', formats: string[]): string {
  const cast = (value: string): string =>
    `CAST(CAST(${value} AS ${type === 'date' ? 'DATE' : 'TIMESTAMP'}) AS VARCHAR)`;
  // `cast` never fails: DuckDB gives up a whole query for one value that does.
  const iso = `[0-9]{4}-[0-9]{2}-[0-9]{2}${type === 'timestamp' ? `(${isoTime})?` : ''}`;
  const own = `WHEN regexp_full_match(${text}, '${iso}') AND left(${text}, 4) > '0000'
    THEN ${cast(`TRY_CAST(${text} AS TIMESTAMP)`)}`;
  const others = formats
    .map((format) => parseDateFormat(format))
    .filter((format) => format !== undefined)
    .filter(({ time }) => type === 'timestamp' || !time)
    .map(
      ({ strptime, pattern }) => `WHEN regexp_full_match(${text}, ${literal(pattern)})
        AND try_strptime(${text}, ${literal(strptime)}) >= TIMESTAMP '0001-01-01'
        THEN ${cast(`try_strptime(${text}, ${literal(strptime)})`)}`,
    );
  return `CASE ${own} ${others.join(' ')} END`;
}
