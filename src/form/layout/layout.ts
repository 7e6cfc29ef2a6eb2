import type { Word } from '../words/read.ts';
import { fieldsOf } from './fields.ts';
import { withIds } from './ids.ts';
import type { KnownPage } from './known.ts';
import { refuseUnlessForm } from './refuse.ts';
import type { Field, Layout } from './types.ts';
import { type PageFound, type Size, type Understood, understood } from './understood.ts';

/** A page with its fields, or with its places. */
interface Read {
  page: Size;
  known?: KnownPage['fields'];
  places: readonly Understood[];
  words: readonly Word[];
}

/**
 * The fields of a form: labels, kinds, sections, order and ids.
 *
 * @param name what the pages come from, for messages
 * @throws UserError when there is no place to fill on any page, and when they are no form by all that
 *   was found
 */
export function layoutOf(pages: readonly (PageFound | KnownPage)[], name = 'the form'): Layout {
  const all = pages.map(
    (page): Read =>
      'fields' in page
        ? { page, known: page.fields, places: [], words: [] }
        : { page, places: understood(page), words: page.words },
  );
  // Fields that a PDF has are taken as they are.
  if (!all.some(({ known = [] }) => known.length > 0))
    refuseUnlessForm(
      all.flatMap(({ places }) => places),
      all.flatMap(({ words }) => words),
      name,
    );
  const fields = all.flatMap(
    ({ page, known, places }, index): (Omit<Field, 'id' | 'order'> & { id?: string })[] =>
      known ? known.map((field) => ({ ...field, page: index + 1 })) : fieldsOf(places, page, index + 1),
  );
  return {
    pages: pages.map(({ width, height }) => ({ width, height })),
    fields: withIds(fields).map((field, order) => ({ ...field, order })),
  };
}
