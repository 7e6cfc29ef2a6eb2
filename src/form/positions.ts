import { z } from 'zod';
import type { KnownPage } from './layout/known.ts';
import { layoutSchema, origin } from './layout/types.ts';
import type { PageFound } from './layout/understood.ts';

const box = z
  .strictObject({ x: z.number(), y: z.number(), width: z.number().min(0), height: z.number().min(0) })
  .describe('Pixels of the page, from its upper left corner.');

const confidence = z.number().min(0).max(1);

const place = z.strictObject({
  box: box.describe('Where one writes, in pixels of the page; a caption inside a cell is not part of it.'),
  shape: z.enum(['text', 'area', 'comb', 'checkbox', 'radio', 'cell']),
  confidence: confidence.describe('How sure it is that one writes here.'),
  frame: box.optional().describe('The frame, where there is one: a caption in it belongs to the place.'),
  length: z.int().min(1).optional().describe('Of a comb: how many letters it takes.'),
  table: z
    .strictObject({ index: z.int().min(0), row: z.int().min(0), column: z.int().min(0) })
    .optional()
    .describe('Of a cell: which table of the page, and where in it, from 0.'),
});

const page = z.strictObject({
  width: z.int().min(1),
  height: z.int().min(1),
  places: z.array(place).optional().describe('Where one writes. Default: nowhere.'),
  words: z
    .array(z.strictObject({ text: z.string(), box, confidence }))
    .optional()
    .describe('What is printed. Default: nothing.'),
  fields: z
    .array(layoutSchema.shape.fields.element.omit({ order: true, page: true }))
    .optional()
    .describe('Of a page of a PDF that has fields itself: these, instead of places and words.'),
});

/** What `holdall form detect` finds: the places to fill of each page, and its words. */
export const positionsSchema = z
  .strictObject({
    ...origin,
    pages: z.array(page).min(1),
  })
  .describe('The places to fill of a form, and its words, as found in its pictures.');

export type Positions = z.infer<typeof positionsSchema>;

/** The pages of positions, as `layoutOf` takes them. */
export function foundPages({ pages }: Positions): (PageFound | KnownPage)[] {
  return pages.map(
    ({ width, height, places = [], words = [], fields }) =>
      // JSON has no undefined: what is optional is there or not.
      ({ width, height, ...(fields ? { fields } : { places, words }) }) as PageFound | KnownPage,
  );
}
