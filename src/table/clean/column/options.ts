import { z } from 'zod';
import { columnTypes } from '../../summary.ts';
import { isDate, isTimestamp } from './dates.ts';
import { booleanFormat, dateFormat, numberFormat } from './formats.ts';

const shape = z.strictObject({
  type: z.enum(columnTypes).optional().describe('What the values are; without it the values decide.'),
  format: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe(
      'How the values are written. A number: 1234.56 as it is written in the file, "1 234,56". ' +
        'A date or timestamp: one format or several, such as "DD.MM.YYYY" or "M/D/YY HH:mm". ' +
        'A boolean: the words for true and false, "yes/no".',
    ),
  title: z.string().min(1).optional().describe('The name that people see.'),
  unit: z.string().min(1).optional().describe('The unit of the values: "kg".'),
  nulls: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe(
      'Texts that mean that there is no value: "NA", "-". They are found before any rule of "clean".',
    ),
  required: z.boolean().optional().describe('Each row must have a value.'),
  unique: z.boolean().optional().describe('No two rows may have the same value.'),
  min: z
    .union([z.number(), z.string()])
    .optional()
    .describe('The least value: a number, or a date as 2026-11-21.'),
  max: z
    .union([z.number(), z.string()])
    .optional()
    .describe('The greatest value: a number, or a date as 2026-11-21.'),
  pattern: z
    .string()
    .min(1)
    .optional()
    .describe('A regular expression (RE2) that the whole value must match.'),
  values: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .optional()
    .describe('The values that are allowed.'),
});

/** What a column is, and what its values must be. */
export const columnOptions = shape
  .superRefine((options, context) => {
    for (const [path, message] of conflicts(options))
      context.addIssue({ code: 'custom', path: [path], message });
  })
  .meta({ description: 'What a column is, and what its values must be.' });

/** What a column is, checked. */
export type ColumnOptions = z.infer<typeof columnOptions>;

function* conflicts(options: z.infer<typeof shape>): Generator<[keyof ColumnOptions, string]> {
  const { type, format, min, max } = options;
  if (format !== undefined) {
    const fault = formatFault(type, format);
    if (fault) yield ['format', fault];
  }
  for (const [name, bound] of [
    ['min', min],
    ['max', max],
  ] as const) {
    const fault = bound === undefined ? undefined : boundFault(name, type, bound);
    if (fault) yield [name, fault];
  }
  if (min !== undefined && max !== undefined && typeof min === typeof max && min > max) {
    yield ['max', `No value is at least ${min} and at most ${max}: "max" is less than "min".`];
  }
  const words = options.values?.find((value) => !fits(type, value));
  if (words !== undefined) yield ['values', `${JSON.stringify(words)} is no ${type}.`];
}

function formatFault(type: ColumnOptions['type'], format: string | string[]): string | undefined {
  if (type === undefined) return 'A format goes with a type: write "type" beside it.';
  if (type === 'text') return 'A text has no format: take "format" out, or give "pattern".';
  if (type === 'date' || type === 'timestamp') {
    for (const each of [format].flat()) {
      const { error } = dateFormat(type).safeParse(each);
      if (error) return error.issues[0]?.message;
    }
    return undefined;
  }
  if (typeof format !== 'string') return 'Several formats are for dates and timestamps alone.';
  const { error } = (type === 'boolean' ? booleanFormat : numberFormat).safeParse(format);
  return error?.issues[0]?.message;
}

function boundFault(
  name: 'min' | 'max',
  type: ColumnOptions['type'],
  bound: string | number,
): string | undefined {
  switch (type) {
    case 'integer':
    case 'decimal':
      return typeof bound === 'number' ? undefined : `"${name}" of a number is a number, without quotes.`;
    case 'date':
      return typeof bound === 'string' && isDate(bound)
        ? undefined
        : `"${name}" of a date is a date: "2026-11-21".`;
    case 'timestamp':
      return typeof bound === 'string' && isTimestamp(bound)
        ? undefined
        : `"${name}" of a timestamp is a date, or a date and a time: "2026-11-21 10:00:00".`;
    default:
      return `"${name}" goes with a type: integer, decimal, date or timestamp.`;
  }
}

function fits(type: ColumnOptions['type'], value: string | number | boolean): boolean {
  switch (type) {
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'decimal':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isDate(value);
    case 'timestamp':
      return typeof value === 'string' && isTimestamp(value);
    default:
      return true;
  }
}
