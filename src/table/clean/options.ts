import { z } from 'zod';
import { columnOptions } from './column/options.ts';
import { rule } from './rule/options.ts';

/** What is done to the values of a table, and what they must be. */
export const cleanOptions = z.strictObject({
  columns: z
    .record(z.string().min(1), columnOptions)
    .optional()
    .describe('What columns are and what their values must be, by the names they have after "clean".'),
  clean: z.array(rule).optional().describe('What is done to the table, in order.'),
  onError: z
    .enum(['fail', 'reject', 'null'])
    .optional()
    .describe(
      'What a value that breaks a rule does. fail (unless given): it fails the build. reject: its row goes to ' +
        'the rejects. null: it becomes no value; where a value is required, and for "validate", the row is rejected.',
    ),
});

/** What is done to the values of a table, checked. */
export type CleanOptions = z.infer<typeof cleanOptions>;
