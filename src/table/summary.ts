import { z } from 'zod';
import { numberSummary } from '../numbers/summary.ts';
import { cleaningSummary } from './clean/summary.ts';

export type { NumberSummary } from '../numbers/summary.ts';

/** The types that a column can have. */
export const columnTypes = ['integer', 'decimal', 'boolean', 'date', 'timestamp', 'text'] as const;
export type ColumnType = (typeof columnTypes)[number];

const count = z.int().min(0);

/**
 * A value as JSON can hold it: dates and timestamps as `2026-11-21` and `2026-11-21 10:00:00`,
 * integers past 2^53, which a JSON number would round, as their digits in a string.
 */
const value = z.union([z.number(), z.string(), z.boolean()]);
export type SummaryValue = z.infer<typeof value>;

const texts = z.object({
  shortest: z
    .object({ value: z.string(), length: count })
    .describe('In characters; the first by code point of ties.'),
  longest: z.object({ value: z.string(), length: count }),
  meanLength: z.number(),
  blank: count.describe('Values of nothing but white space.'),
  patterns: z
    .array(z.object({ pattern: z.string(), count }))
    .describe('Letters as A and a, digits as 9, runs of one as one: the most frequent ten.'),
});
export type TextSummary = z.infer<typeof texts>;

const dates = z.object({
  days: z.number().describe('From the first to the last.'),
  period: z.enum(['hour', 'day', 'month', 'year', 'decade']).describe('What the counts are by.'),
  counts: z
    .array(z.object({ start: z.string(), count }))
    .describe('Every period from first to last, the empty ones too.'),
  gaps: z.object({
    empty: count.describe('Periods without a value.'),
    longest: z.object({ after: z.string(), before: z.string(), days: z.number() }).nullable(),
  }),
});
export type DateSummary = z.infer<typeof dates>;

const ruledOut = z.object({
  type: z.enum(columnTypes),
  value: z.string(),
  row: z.int().min(1).describe('Counted from 1.'),
});
export type RuledOut = z.infer<typeof ruledOut>;

/** One column with its statistics; all are exact, taken over the rows that are not null. */
export const columnSummary = z.object({
  name: z.string(),
  type: z.enum(columnTypes),
  title: z.string().optional(),
  unit: z.string().optional(),
  why: z.object({
    by: z.enum(['values', 'spec', 'file']).describe('What gave the column its type.'),
    ruledOut: ruledOut
      .optional()
      .describe('The narrower type that held the longest, and the first value that ruled it out.'),
  }),
  count: count.describe('Rows with a value.'),
  nulls: count.describe('Rows without.'),
  distinct: count,
  uniqueShare: z.number().nullable().describe('Distinct values / values.'),
  min: value.nullable().describe('For text by code point. Null for a column without values.'),
  max: value.nullable(),
  order: z
    .enum(['ascending', 'descending', 'constant', 'none'])
    .describe('Of the values in the order of rows; equal neighbours are allowed.'),
  top: z.array(z.object({ value, count })).describe('The most frequent ten, of ties the smaller first.'),
  modes: z
    .array(value)
    .describe('All values that are as frequent as the most frequent, ascending; none when no value repeats.'),
  modeCount: count.describe('How often the most frequent value occurs.'),
  numbers: numberSummary.optional(),
  texts: texts.optional(),
  dates: dates.optional(),
});
export type ColumnSummary = z.infer<typeof columnSummary>;

const matrix = z.array(z.array(z.number().nullable()));

/** What is known of a table: `tables/tables.json` in the payload is a list of these. */
export const tableSummary = z.object({
  name: z
    .string()
    .describe("Also the table's name inside the SQLite file, where row n (from 0) has rowid n + 1."),
  rows: count,
  columns: z.array(columnSummary),
  correlations: z
    .object({
      columns: z.array(z.string()).describe('The numeric columns.'),
      pearson: matrix,
      spearman: matrix.describe('Null where a column is constant over the rows that both have.'),
    })
    .optional()
    .describe('Between numeric columns, if there are two.'),
  cleaned: cleaningSummary.optional().describe('What was done to it, if the spec has rules for it.'),
  sources: z.array(z.string()).describe('What the rows came from, in order.'),
});
export type TableSummary = z.infer<typeof tableSummary>;
