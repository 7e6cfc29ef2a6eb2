import { z } from 'zod';

/** How the files of a table are read, where the files themselves do not say it. */
export const readOptions = z.strictObject({
  header: z
    .union([
      z.boolean().describe('true: the first that is not empty. false: there are no names.'),
      z.int().min(1).max(1_048_576).describe('The number of the line or the row, counted from 1.'),
    ])
    .optional()
    .describe(
      'Of CSV, TSV and XLSX: the line or the row of the sheet in which the names of the columns are; what is ' +
        'above it is left out. false: there are none, and the columns are column1, column2 ... The first one ' +
        'that is not empty unless given.',
    ),
  skipRows: z
    .int()
    .min(1)
    .max(1_048_576)
    .optional()
    .describe(
      'Of CSV, TSV and XLSX: so many lines, or rows of the sheet, are left out at the beginning. Not together with a number for "header", which says the same.',
    ),
  delimiter: z
    .string()
    .regex(/^[\x20-\x7e\t]$/, 'A delimiter is one ASCII character, such as ";" or "\\t".')
    .regex(/[^"\w ]/, 'A delimiter cannot be a letter, a digit, a blank or a quote.')
    .optional()
    .describe('Of CSV: what parts the fields. Found out unless given: a comma, a semicolon, a tab or a bar.'),
  quote: z
    .enum(['"', "'", 'none'])
    .optional()
    .describe('Of CSV and TSV: what fields may be enclosed in. Double quotes, as a rule, unless given.'),
  escape: z
    .enum(['doubled', 'backslash'])
    .optional()
    .describe(
      'Of CSV and TSV: how a quote inside of quotes is written: twice, or behind a backslash. Twice, as a rule, ' +
        'unless given.',
    ),
  comment: z
    .string()
    .regex(/^[!#$%&*/:;?@^~-]$/, 'A comment begins with one character, such as "#".')
    .optional()
    .describe('Of CSV and TSV: lines that begin with this character are left out.'),
  encoding: z
    .enum(['utf-8', 'utf-16', 'utf-16le', 'utf-16be', 'latin-1', 'windows-1252'])
    .optional()
    .describe(
      'Of CSV, TSV, JSON and NDJSON: how characters are written as bytes. UTF-16 by its byte order mark or its ' +
        'zero bytes, and UTF-8 otherwise, unless given.',
    ),
  sheet: z
    .union([
      z.string().min(1).describe('The name of a sheet.'),
      z.int().min(1).describe('The number of a sheet, counted from 1.'),
    ])
    .optional()
    .describe(
      'The sheet of an XLSX workbook to read, by name or by number; the first one that is not hidden unless given.',
    ),
  range: z
    .string()
    .regex(
      /^\$?([A-Za-z]{1,3}\$?[1-9]\d{0,6}:\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}|[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|[1-9]\d{0,6}:\$?[1-9]\d{0,6})$/,
      'A range is written as "B3:H200", columns alone as "B:H", rows alone as "3:200".',
    )
    .optional()
    .describe('The cells of an XLSX sheet to read, header and all: "B3:H200", "B:H" or "3:200".'),
  merged: z
    .enum(['first', 'fill'])
    .optional()
    .describe(
      'What merged cells of an XLSX sheet count for. first: their value is in the first of them alone, as in ' +
        'the file; that is so unless given. fill: it is in each of them, below the header.',
    ),
  cellErrors: z
    .enum(['fail', 'null', 'text'])
    .optional()
    .describe(
      'What cells of an XLSX sheet count for that hold an error such as #N/A or #DIV/0!. fail: the table is not ' +
        'read; that is so unless given. null: they have no value. text: their value is the name of the error.',
    ),
});

export type ReadOptions = z.infer<typeof readOptions>;
