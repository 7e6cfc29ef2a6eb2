import { UserError } from '../../base/error.ts';
import { fieldsOf } from './fields.ts';
import { withIds } from './ids.ts';
import type { KnownPage } from './known.ts';
import type { Field, Layout } from './types.ts';
import { type PageFound, understood } from './understood.ts';

/**
 * The fields of a form: labels, kinds, sections, order and ids.
 *
 * @throws UserError when there is no place to fill on any page.
 */
export function layoutOf(pages: readonly (PageFound | KnownPage)[], name = 'the form'): Layout {
  const fields = pages.flatMap((page, index): (Omit<Field, 'id' | 'order'> & { id?: string })[] =>
    'fields' in page
      ? page.fields.map((field) => ({ ...field, page: index + 1 }))
      : fieldsOf(understood(page), page, index + 1),
  );
  if (fields.length === 0)
    throw new UserError(
      `There is no place to fill in on ${name}: no line, box or cell to write in was found.`,
      {
        hint: 'If it is a form, draw its fields in the editor, or give a sharper picture.',
      },
    );
  return {
    pages: pages.map(({ width, height }) => ({ width, height })),
    fields: withIds(fields).map((field, order) => ({ ...field, order })),
  };
}
