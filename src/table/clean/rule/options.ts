import { z } from 'zod';
import { dateFormat, numberFormat } from '../column/formats.ts';
import { expressionProblem } from '../expression/problem.ts';

const names = z.array(z.string().min(1)).min(1);
const anyColumns = names.optional().describe('The columns it is done to; all of them unless given.');
const theColumns = names.describe('The columns it is done to.');
const expression = z
  .string()
  .min(1)
  .max(10_000)
  .superRefine((text, context) => {
    const message = expressionProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

const shape = {
  trim: z
    .strictObject({ columns: anyColumns })
    .optional()
    .describe('Takes white space off both ends of texts.'),
  collapse: z
    .strictObject({ columns: anyColumns })
    .optional()
    .describe('Makes one space of each run of white space.'),
  case: z
    .strictObject({
      to: z
        .enum(['upper', 'lower', 'title'])
        .describe('title: the first letter of each word upper, the others lower.'),
      columns: theColumns,
    })
    .optional()
    .describe('Changes the case of letters.'),
  nulls: z
    .strictObject({
      markers: z
        .array(z.string().min(1))
        .min(1)
        .describe('Texts that mean that there is no value: "NA", "-".'),
      columns: anyColumns,
    })
    .optional()
    .describe('Makes no value of texts that mean that there is none.'),
  replace: z
    .strictObject({
      find: z.string().min(1).describe('A text, or with "regex" a regular expression (RE2).'),
      with: z
        .string()
        .describe('What stands in its place. With "regex", \\1 is what the first group matched, \\0 all.'),
      regex: z.boolean().optional().describe('Whether "find" is a regular expression.'),
      columns: anyColumns,
    })
    .refine((given) => !given.regex || /^([^\\]|\\[0-9\\])*$/.test(given.with), {
      when: ({ issues }) => issues.length === 0,
      path: ['with'],
      error: 'With "regex", a \\ stands before the number of a group, as in \\1; a \\ itself is \\\\.',
    })
    .optional()
    .describe('Replaces all places where a text occurs.'),
  numbers: z
    .strictObject({
      format: numberFormat.describe('1234.56 as it is written in the file: "1 234,56".'),
      columns: theColumns,
    })
    .optional()
    .describe('Reads numbers that are written in another way than 1234.56.'),
  dates: z
    .strictObject({
      format: z
        .union([dateFormat('timestamp'), z.array(dateFormat('timestamp')).min(1)])
        .describe('One format or several, the first that fits counts: "DD.MM.YYYY", "M/D/YY HH:mm".'),
      columns: theColumns,
    })
    .optional()
    .describe('Reads dates that are written in another way than 2026-11-21.'),
  fill: z
    .strictObject({
      columns: theColumns,
      value: z
        .union([z.string().min(1), z.number(), z.boolean()])
        .optional()
        .describe('This value.'),
      from: z
        .enum(['previous', 'next', 'mean', 'median'])
        .optional()
        .describe(
          'The value of the nearest row above or below that has one, or the mean or median of the column.',
        ),
    })
    .refine(({ value, from }) => (value === undefined) !== (from === undefined), {
      when: ({ issues }) => issues.length === 0,
      error: 'A fill takes either a "value" or one "from": previous, next, mean or median.',
    })
    .optional()
    .describe('Fills in what has no value.'),
  dropDuplicates: z
    .strictObject({
      columns: names.optional().describe('The columns that are compared; all of them unless given.'),
    })
    .optional()
    .describe('Drops rows that are the same as one above.'),
  dropEmptyRows: z
    .strictObject({ columns: names.optional().describe('The columns that count; all of them unless given.') })
    .optional()
    .describe('Drops rows without any value.'),
  keep: z
    .strictObject({
      rows: expression.optional().describe('An expression: rows for which it is not true are dropped.'),
      columns: names.optional().describe('The columns that stay, in their new order.'),
    })
    .refine(({ rows, columns }) => rows !== undefined || columns !== undefined, {
      when: ({ issues }) => issues.length === 0,
      error: 'A keep takes "rows", an expression, or "columns", names, or both.',
    })
    .optional()
    .describe('Leaves out all other rows or columns.'),
  rename: z
    .record(z.string().min(1), z.string().min(1))
    .optional()
    .describe('Gives columns new names: { "old": "new" }.'),
  compute: z
    .strictObject({
      column: z.string().min(1).describe('The column that is made, or made anew.'),
      value: expression.describe('An expression: "[unit price] * quantity".'),
    })
    .optional()
    .describe('Computes a column from others.'),
  validate: z
    .strictObject({
      that: expression.describe('An expression that must not be false: "start <= end".'),
      message: z.string().min(1).optional().describe('What is wrong with a row for which it is false.'),
    })
    .optional()
    .describe('Rejects rows for which an expression is false.'),
};

/** The names of the rules. */
export type RuleName = keyof typeof shape;

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(Object.keys(shape));

/** One thing that is done to a table. */
export const rule = z
  .strictObject(shape)
  .refine((given) => Object.keys(given).length === 1, {
    // A misspelt key has been reported already.
    when: ({ issues }) => issues.length === 0,
    error: ({ input }) => {
      const named = Object.keys(input ?? {});
      if (named.length === 0) return `A rule says what to do: ${list}.`;
      const apart = `{ "${named.join('": ... }, { "')}": ... }`;
      return `A rule is one thing to do, and this is ${named.length}: write ${apart}.`;
    },
  })
  .meta({ description: `One thing to do: ${list}.`, minProperties: 1, maxProperties: 1 });

/** One thing that is done to a table, checked. */
export type Rule = z.infer<typeof rule>;

/** The options of each rule. */
export type RuleOptions = { [Name in RuleName]: NonNullable<Rule[Name]> };
