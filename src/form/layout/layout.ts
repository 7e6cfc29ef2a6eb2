import { fieldsOf } from './fields.ts';
import { withIds } from './ids.ts';
import type { KnownPage } from './known.ts';
import { refuseUnlessForm } from './refuse.ts';
import type { Field, Layout } from './types.ts';
import { type PageFound, type Understood, understood } from './understood.ts';

/**
 * The fields of a form: labels, kinds, sections, order and ids.
 *
 * @param name what the pages come from, for messages
 * @throws UserError when there is no place to fill on any page, and when they are no form by all that
 *   was found
 */
export function layoutOf(pages: readonly (PageFound | KnownPage)[], name = 'the form'): Layout {
  const all = pages.map((page) => ('fields' in page ? page : { page, places: understood(page) }));
  const seen = all.filter((one) => 'places' in one);
  // A form that names its fields itself is one, whatever its other pages are.
  if (seen.length === all.length)
    refuseUnlessForm(
      seen.flatMap(({ places }): readonly Understood[] => places),
      seen.flatMap(({ page }) => page.words),
      name,
    );
  const fields = all.flatMap((one, index): (Omit<Field, 'id' | 'order'> & { id?: string })[] =>
    'fields' in one
      ? one.fields.map((field) => ({ ...field, page: index + 1 }))
      : fieldsOf(one.places, one.page, index + 1),
  );
  return {
    pages: pages.map(({ width, height }) => ({ width, height })),
    fields: withIds(fields).map((field, order) => ({ ...field, order })),
  };
}
