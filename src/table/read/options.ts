import { z } from 'zod';

/** How the files of a table are read, where the files themselves do not say it. */
export const readOptions = z.strictObject({
  sheet: z
    .union([
      z.string().min(1).describe('The name of a sheet.'),
      z.int().min(1).describe('The number of a sheet, counted from 1.'),
    ])
    .optional()
    .describe('The sheet of an XLSX workbook to read, by name or by number; the first one unless given.'),
});

export type ReadOptions = z.infer<typeof readOptions>;
