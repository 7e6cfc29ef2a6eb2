import { z } from 'zod';

export const fieldKinds = [
  'text',
  'multi-line',
  'number',
  'date',
  'email',
  'telephone',
  'checkbox',
  'choice',
  'comb',
  'table',
  'signature',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

const share = z.number().min(0).max(1);
const box = z
  .strictObject({ x: share, y: share, width: share, height: share })
  .describe('Fractions of the page, from its upper left corner.');

const field = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The name of its column; each once.'),
  label: z.string(),
  kind: z.enum(fieldKinds),
  section: z.string().optional(),
  page: z.int().min(1),
  box,
  order: z.int().min(0).describe('The place in the order of reading, from 0.'),
  required: z.boolean().optional(),
  pattern: z.string().optional().describe('A regular expression that the whole answer fits.'),
  length: z.int().min(1).optional().describe('Of a comb: how many letters.'),
  options: z
    .array(z.strictObject({ label: z.string(), box: box.optional() }))
    .optional()
    .describe("Of a choice: its answers; without boxes, they are a list in the field's own box."),
  multiple: z.boolean().optional().describe('Of a choice: whether several answers may be ticked.'),
  columns: z
    .array(z.strictObject({ label: z.string(), x: share, width: share }))
    .optional()
    .describe('Of a table: its columns, by their place on the page.'),
  rows: z
    .array(z.strictObject({ label: z.string(), y: share, height: share }))
    .optional()
    .describe('Of a table: its rows; their headings may be empty.'),
  confidence: share.describe('How sure it is that this is a field of this kind.'),
  guessed: z
    .array(z.enum(['label', 'kind', 'box']))
    .optional()
    .describe('What nothing on the page says for certain.'),
});

/** What a file about the pages of a form says of where they come from. */
export const origin = {
  $schema: z.string().optional().describe('Where editors find this schema.'),
  from: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('The pictures or the PDF that the pages come from, in order; relative to this file.'),
  rectify: z.enum(['auto', 'none']).optional().describe('How the pages are made of these. Default: auto.'),
};

/** What the program shows: the fields of a form, as detected, or as somebody corrected them. */
export const layoutSchema = z.strictObject({
  ...origin,
  pages: z.array(z.strictObject({ width: z.int().min(1), height: z.int().min(1) })).min(1),
  fields: z.array(field).min(1),
});

export type Layout = z.infer<typeof layoutSchema>;
export type Field = Layout['fields'][number];
