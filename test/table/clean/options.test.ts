import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkSpec } from '../../../src/spec/check.ts';
import { functions } from '../../../src/table/clean/expression/functions.ts';
import { cleanOptions } from '../../../src/table/clean/options.ts';

/** What is said of a table's options that no table can have, as `pointer: message`. */
function faults(options: object): string[] {
  const checked = checkSpec(
    JSON.stringify({
      name: 'n',
      version: '1.0.0',
      targets: ['linux-x64'],
      tables: { t: { from: 't.csv', ...options } },
    }),
    'spec.json',
  );
  if (!('problems' in checked)) return [];
  return checked.problems.map(({ pointer, message }) => `${pointer?.replace('/tables/t', '')}: ${message}`);
}

const dateFormatFault = (format: string): string =>
  `"${format}" is no date format: write year (YYYY, YY), month (MM, M, MMM, MMMM) and day (DD, D), and for a ` +
  'time hours (HH, H; hh or h with A for AM and PM), minutes (mm) and seconds (ss), each once, as in ' +
  '"DD.MM.YYYY" or "M/D/YY HH:mm".';
const numberFormatFault =
  'A number format is the number 1234.56 as it is written in the file: "1,234.56", "1.234,56", "1 234,56", ' +
  '"1\'234.56" or "1234,56"; without decimals, "1.234".';

describe('the options of columns', () => {
  it.each([
    [{ format: '1 234' }, '/format: A format goes with a type: write "type" beside it.'],
    [{ type: 'text', format: 'x' }, '/format: A text has no format: take "format" out, or give "pattern".'],
    [{ type: 'integer', format: '#.##0' }, `/format: ${numberFormatFault}`],
    [{ type: 'decimal', format: '1,234,56' }, `/format: ${numberFormatFault}`],
    [
      { type: 'decimal', format: ['1.234', '1,234'] },
      '/format: Several formats are for dates and timestamps alone.',
    ],
    [
      { type: 'boolean', format: 'yes' },
      '/format: The format of a boolean is two words, for true and for false: "yes/no".',
    ],
    [
      { type: 'boolean', format: 'Yes/yes' },
      '/format: The format of a boolean is two words, for true and for false: "yes/no".',
    ],
    [{ type: 'date', format: ['YYYY', 'D.M.YY'] }, `/format: ${dateFormatFault('YYYY')}`],
    [{ type: 'date', format: 'dd.mm.yyyy' }, `/format: ${dateFormatFault('dd.mm.yyyy')}`],
    [
      { type: 'date', format: 'D.M.YY H:mm' },
      '/format: This format has a time, and a date has none: write "type": "timestamp".',
    ],
    [{ type: 'timestamp', format: 'D.M.YY h:mm' }, `/format: ${dateFormatFault('D.M.YY h:mm')}`],
    [{ min: 1 }, '/min: "min" goes with a type: integer, decimal, date or timestamp.'],
    [{ type: 'integer', max: '9' }, '/max: "max" of a number is a number, without quotes.'],
    [{ type: 'date', min: '1.1.2026' }, '/min: "min" of a date is a date: "2026-11-21".'],
    [{ type: 'date', max: '2026-02-30' }, '/max: "max" of a date is a date: "2026-11-21".'],
    [
      { type: 'timestamp', min: 5 },
      '/min: "min" of a timestamp is a date, or a date and a time: "2026-11-21 10:00:00".',
    ],
    [
      { type: 'integer', min: 3, max: 2 },
      '/max: No value is at least 3 and at most 2: "max" is less than "min".',
    ],
    [{ type: 'integer', values: [1, 1.5] }, '/values: 1.5 is no integer.'],
    [{ type: 'boolean', values: ['yes'] }, '/values: "yes" is no boolean.'],
  ])('%j are refused', (options, message) => {
    expect(faults({ columns: { a: options } })).toEqual([`/columns/a${message}`]);
  });
});

describe('rules', () => {
  const list =
    'trim, collapse, case, nulls, replace, numbers, dates, fill, dropDuplicates, dropEmptyRows, keep, rename, ' +
    'compute or validate';

  it.each([
    [{}, `: A rule says what to do: ${list}.`],
    [
      { trim: {}, collapse: {} },
      ': A rule is one thing to do, and this is 2: write { "trim": ... }, { "collapse": ... }.',
    ],
    [
      { fill: { columns: ['a'] } },
      '/fill: A fill takes either a "value" or one "from": previous, next, mean or median.',
    ],
    [
      { fill: { columns: ['a'], value: 1, from: 'mean' } },
      '/fill: A fill takes either a "value" or one "from": previous, next, mean or median.',
    ],
    [{ keep: {} }, '/keep: A keep takes "rows", an expression, or "columns", names, or both.'],
    [
      { replace: { find: 'a', with: 'C:\\temp', regex: true } },
      '/replace/with: With "regex", a \\ stands before the number of a group, as in \\1; a \\ itself is \\\\.',
    ],
    [{ replace: { find: 'a', with: 'C:\\temp' } }, undefined],
    [{ numbers: { format: '1234.56', columns: ['a'] } }, undefined],
    [{ numbers: { format: '1.5', columns: ['a'] } }, `/numbers/format: ${numberFormatFault}`],
    [{ dates: { format: 'D.M.', columns: ['a'] } }, `/dates/format: ${dateFormatFault('D.M.')}`],
    [
      { compute: { column: 'a', value: '1 +' } },
      '/compute/value: The expression 1 + has a fault at its character 4: A value is missing at the end.',
    ],
    [
      { validate: { that: 'sum(a) > 1' } },
      `/validate/that: The expression sum(a) > 1 has a fault at its character 1: There is no function "sum". There is ${Object.keys(
        functions,
      )
        .map((name) => `"${name}"`)
        .join(', ')}.`,
    ],
    [
      { keep: { rows: 'a ! b' } },
      '/keep/rows: The expression a ! b has a fault at its character 3: ! means nothing.',
    ],
  ])('%j are refused', (rule, message) => {
    expect(faults({ clean: [rule] })).toEqual(message === undefined ? [] : [`/clean/0${message}`]);
  });

  it('are told of all at once', () => {
    expect(
      faults({
        columns: { a: { type: 'text', format: 'x', min: 1 }, b: { format: 'y' } },
        clean: [{ keep: {} }, { trimm: {} }, { case: { to: 'Upper', columns: [] } }],
        onError: 'skip',
      }),
    ).toHaveLength(8);
  });

  it('have a description each, down to every option', () => {
    const undescribed: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties } = node as { properties?: Record<string, object> };
      for (const [name, property] of Object.entries(properties ?? {})) {
        if (!('description' in property)) undescribed.push(`${path}/${name}`);
      }
      for (const [key, inner] of Object.entries(node)) visit(inner, `${path}/${key}`);
    };
    visit(z.toJSONSchema(cleanOptions, { io: 'input' }), '');
    expect(undescribed).toEqual([]);
  });
});
