import { z } from 'zod';

/** A table's own options in the spec, beside `from`. */
export const tableOptions = z.strictObject({
  sheet: z
    .union([
      z.string().min(1).describe('The name of a sheet.'),
      z.int().min(1).describe('The number of a sheet, counted from 1.'),
    ])
    .optional()
    .describe('The sheet of an XLSX workbook to read, by name or by number; the first one unless given.'),
});

/** A table's own options, checked. */
export type TableOptions = z.infer<typeof tableOptions>;
