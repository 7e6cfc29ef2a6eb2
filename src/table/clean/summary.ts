import { z } from 'zod';

const count = z.int().min(0);
const text = z.string().nullable();

const place = {
  row: z.int().min(1).describe('Of the table as it was read, counted from 1.'),
  source: z.string().describe('As the spec names it.'),
  line: z.int().min(1).describe('The line, the row of the sheet, or the record, counted from 1.'),
  column: text.describe('As it was read; null for a column that was computed, and for a rule about the row.'),
};

/** What cleaning did to a table. Rows read are rows kept, rejected and dropped. */
export const cleaningSummary = z.object({
  read: count.describe('Rows of the files.'),
  kept: count,
  rejected: count.describe('Rows that broke a rule, each counted once.'),
  dropped: z.array(z.object({ rule: z.string(), rows: count })).describe('By the rules that drop rows.'),
  changed: z
    .array(z.object({ rule: z.string(), cells: count }))
    .describe('Cells by the rules that changed them; a cell that several rules changed counts with each.'),
  broken: z
    .array(z.object({ rule: z.string(), values: count }))
    .describe('Rejected values by the rules they broke.'),
  changes: z
    .array(z.object({ ...place, rule: z.string(), before: text, after: text }))
    .describe('The first 100, by row and column.'),
  rejects: z
    .array(z.object({ ...place, rule: z.string(), value: text, reason: z.string() }))
    .describe('The first 100, by row and column.'),
});

/** What cleaning did to a table. */
export type CleaningSummary = z.infer<typeof cleaningSummary>;
