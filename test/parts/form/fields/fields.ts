import type { Field, Layout } from '../../../../src/form/layout/types.ts';
import type { Values } from '../../../../src/parts/form/fields/values.ts';

const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.02 };

/** A field somewhere on the page. */
export function fieldOf(id: string, kind: Field['kind'], more: Partial<Field> = {}): Field {
  return { id, label: id, kind, page: 1, box, order: 0, confidence: 1, ...more };
}

/** A layout of one page with these fields, in this order. */
export function layoutOf(...fields: Field[]): Layout {
  return { pages: [{ width: 1654, height: 2339 }], fields: fields.map((one, order) => ({ ...one, order })) };
}

/** An option of a choice. */
export const option = (label: string, at = 0) => ({ label, box: { ...box, y: 0.3 + 0.03 * at } });

/** A form with a field of every kind. */
export const everyKind = layoutOf(
  fieldOf('name', 'text', { label: 'Name', required: true }),
  fieldOf('remarks', 'multi-line', { label: 'Remarks', box: { ...box, height: 0.1 } }),
  fieldOf('amount', 'number', { label: 'Amount' }),
  fieldOf('born', 'date', { label: 'Date of birth' }),
  fieldOf('mail', 'email', { label: 'E-mail' }),
  fieldOf('phone', 'telephone', { label: 'Telephone' }),
  fieldOf('news', 'checkbox', { label: 'Newsletter' }),
  fieldOf('size', 'choice', { label: 'Size', options: ['Small', 'Large'].map(option) }),
  fieldOf('days', 'choice', { label: 'Days', multiple: true, options: ['Mon', 'Tue', ''].map(option) }),
  fieldOf('code', 'comb', { label: 'Code', length: 6 }),
  fieldOf('children', 'table', {
    label: 'Children',
    columns: ['First name', 'Age'].map((label, at) => ({ label, x: 0.1 + 0.1 * at, width: 0.1 })),
    rows: ['1', '2'].map((label, at) => ({ label, y: 0.1 + 0.02 * at, height: 0.02 })),
  }),
  fieldOf('signed', 'signature', { label: 'Signature' }),
);

/** An answer to all of it. */
export const everyValue: Values = {
  name: 'Zoë Ångström',
  remarks: 'Two lines,\nof them "one" here.',
  amount: 1234.5,
  born: '1990-12-31',
  mail: 'zoe@example.org',
  phone: '+46 (0)8 123 45 67',
  news: true,
  size: 'Large',
  days: ['Tue', '3'],
  code: '00A17',
  children: [
    ['Åke', '7'],
    ['', ''],
  ],
  signed: 'Zoë Ångström',
};
