import { z } from 'zod';
import type { Part } from '../part.ts';

const options = z.strictObject({
  tables: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The tables to show, in this order. Default: all of them.'),
});

/** Tables to read and query, with their statistics. */
export const dataset: Part<z.infer<typeof options>> = {
  name: 'dataset',
  options: options.describe('Tables to read and query, with their statistics.'),
  bringsFor: 'tables',
  prepare(context, { tables }, all) {
    const names = tables ?? all;
    const { sqlite, summaries } = context.tables(names);
    context.add('tables/tables.json', JSON.stringify(summaries));
    context.add('tables/tables.sqlite', sqlite);
    return { tables: names };
  },
};
