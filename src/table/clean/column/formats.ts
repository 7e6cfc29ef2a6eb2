import { z } from 'zod';

/** How a number is written: its decimal sign, and the signs that may stand between groups of three digits. */
export interface NumberFormat {
  decimal: string | undefined;
  /** Empty without groups. */
  groups: string[];
}

const spaces = [' ', '\u00a0', '\u202f'];
const apostrophes = ["'", '\u2019'];

/** Reads the example of a number format: 1234.56 as the file writes it. Undefined when it is none. */
export function parseNumberFormat(example: string): NumberFormat | undefined {
  const [, group = '', decimal] = /^1([ \u00a0\u202f.,'\u2019_]?)234(?:([.,])56)?$/.exec(example) ?? [];
  if (!example.startsWith('1') || !/^1.?234(.56)?$/.test(example) || group === decimal) return undefined;
  if (!/^1[ \u00a0\u202f.,'\u2019_]?234([.,]56)?$/.test(example)) return undefined;
  const groups = [spaces, apostrophes].find((same) => same.includes(group)) ?? (group ? [group] : []);
  return { decimal, groups };
}

/** The example of a number format. */
export const numberFormat = z.string().refine((example) => parseNumberFormat(example) !== undefined, {
  error:
    'A number format is the number 1234.56 as it is written in the file: "1,234.56", "1.234,56", "1 234,56", ' +
    '"1\'234.56" or "1234,56"; without decimals, "1.234".',
});

/** The tokens of date formats: what strptime calls them, and what they match. */
const dateTokens: [token: string, strptime: string, pattern: string][] = [
  ['YYYY', '%Y', '[0-9]{4}'],
  ['YY', '%y', '[0-9]{2}'],
  ['MMMM', '%B', '[A-Za-z]+'],
  ['MMM', '%b', '[A-Za-z]{3}'],
  ['MM', '%m', '[0-9]{2}'],
  ['M', '%-m', '[0-9]{1,2}'],
  ['DD', '%d', '[0-9]{2}'],
  ['D', '%-d', '[0-9]{1,2}'],
  ['HH', '%H', '[0-9]{2}'],
  ['H', '%-H', '[0-9]{1,2}'],
  ['hh', '%I', '[0-9]{2}'],
  ['h', '%-I', '[0-9]{1,2}'],
  ['mm', '%M', '[0-9]{2}'],
  ['ss', '%S', '[0-9]{2}'],
  ['A', '%p', '[AaPp][Mm]'],
];

/** How dates are written. */
export interface DateFormat {
  /** For DuckDB's `strptime`. */
  strptime: string;
  /** What all of the text must match, in RE2: `strptime` alone is lenient about digits. */
  pattern: string;
  time: boolean;
}

/** Reads a format such as `DD.MM.YYYY HH:mm`. Undefined when a letter in it means nothing, or no day comes of it. */
export function parseDateFormat(format: string): DateFormat | undefined {
  const used: string[] = [];
  let strptime = '';
  let pattern = '';
  for (let rest = format; rest !== ''; ) {
    const known = dateTokens
      .filter(([token]) => rest.startsWith(token))
      .sort(([one], [other]) => other.length - one.length)[0];
    const [token, directive, match] = known ?? [rest.slice(0, 1)];
    if (directive === undefined) {
      if (!/^[ .,/:T\u00a0-]$/.test(token)) return undefined;
      strptime += token;
      pattern += token.replace(/[.]/, '\\$&');
    } else {
      used.push(token.slice(0, 1));
      strptime += directive;
      pattern += match;
    }
    rest = rest.slice(token.length);
  }
  const uses = (letters: string): boolean => [...letters].every((letter) => used.includes(letter));
  if (!uses('YMD') || new Set(used).size < used.length) return undefined;
  const time = /[HhmsA]/.test(used.join(''));
  if (time && !(uses('m') && uses('H') !== uses('h') && uses('h') === uses('A'))) return undefined;
  return { strptime, pattern, time };
}

/** A format of dates, or of dates with or without times. */
export function dateFormat(type: 'date' | 'timestamp'): z.ZodType<string> {
  return z
    .string()
    .refine((format) => parseDateFormat(format) !== undefined, {
      error: ({ input }) =>
        `"${String(input)}" is no date format: write year (YYYY, YY), month (MM, M, MMM, MMMM) and day (DD, D), ` +
        'and for a time hours (HH, H; hh or h with A for AM and PM), minutes (mm) and seconds (ss), each once, ' +
        'as in "DD.MM.YYYY" or "M/D/YY HH:mm".',
      abort: true,
    })
    .refine((format) => type === 'timestamp' || !parseDateFormat(format)?.time, {
      error: 'This format has a time, and a date has none: write "type": "timestamp".',
    });
}

/** The words for true and false. */
export function parseBooleanFormat(format: string): { yes: string; no: string } | undefined {
  const [yes = '', no = '', ...more] = format.split('/').map((word) => word.trim());
  if (yes === '' || no === '' || more.length > 0 || yes.toLowerCase() === no.toLowerCase()) return undefined;
  return { yes, no };
}

/** The words for true and false, as they are given. */
export const booleanFormat = z.string().refine((format) => parseBooleanFormat(format) !== undefined, {
  error: 'The format of a boolean is two words, for true and for false: "yes/no".',
});
