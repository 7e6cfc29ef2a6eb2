import { fieldsOf } from './fields.ts';
import { withIds } from './ids.ts';
import { refuseUnlessForm } from './refuse.ts';
import type { Layout } from './types.ts';
import { type PageFound, understood } from './understood.ts';

/**
 * The fields of a form: labels, kinds, sections, order and ids.
 *
 * @param name what the pages come from, for messages
 * @throws UserError when there is no place to fill on any page, and when they are no form by all that
 *   was found
 */
export function layoutOf(pages: readonly PageFound[], name = 'the form'): Layout {
  const all = pages.map((page) => ({ page, places: understood(page) }));
  refuseUnlessForm(
    all.flatMap(({ places }) => places),
    pages.flatMap(({ words }) => words),
    name,
  );
  const fields = all.flatMap(({ page, places }, index) => fieldsOf(places, page, index + 1));
  return {
    pages: pages.map(({ width, height }) => ({ width, height })),
    fields: withIds(fields).map((field, order) => ({ ...field, order })),
  };
}
