const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const time = { type: 'string', format: 'date-time' };
const list = (items: object) => ({ type: 'array', items });

const object = (properties: Record<string, object>, optional: string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

/** A schema of an OpenAPI document by its name. */
export function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

const values = {
  type: 'object',
  description:
    'By field: a text, a number, a date as YYYY-MM-DD, true for a box that is ticked, a list of texts where several may be ticked, a list of rows for a table. A field without an answer is left out.',
};

const inputs = {
  type: 'object',
  additionalProperties: text,
  description: 'By input, as it was typed: FIELD, FIELD.INDEX for a box of several, FIELD.ROW.COLUMN.',
};

const answer = {
  id: { ...text, format: 'uuid' },
  form: text,
  number: { type: 'integer', minimum: 1, description: 'In the order in which they came.' },
  version: { type: 'integer', minimum: 1, description: 'One more with every change.' },
  values,
  created: time,
  changed: time,
  deleted: time,
};

const fields = list(object({ field: text, name: { ...text, description: 'Of the input.' }, message: text }));

const problem = { type: text, title: text, status: count, detail: text };

const of = object({ answer: { ...text, format: 'uuid' }, version: count });

/** What an OpenAPI document calls the things of `/api/forms`. */
export const schemas = {
  Form: object(
    {
      name: text,
      title: text,
      address: { ...text, description: 'The page of its answers.' },
      pages: count,
      fields: count,
      answers: count,
      drafts: count,
      layout: { type: 'object', description: 'Its fields, with their places as shares of the page.' },
    },
    ['layout'],
  ),
  FormAnswer: object(answer, ['deleted']),
  FormVersion: object({
    version: count,
    values,
    at: time,
    done: { enum: ['added', 'changed', 'deleted', 'restored', 'imported'] },
  }),
  FormDraft: object({ id: text, form: text, inputs, changed: time, of }, ['of']),
  FormHandedIn: {
    ...object({ id: { ...text, format: 'uuid' }, values, inputs, unique: { type: 'boolean' } }),
    required: [],
    description: 'Either `values` or `inputs`.',
  },
  FormChange: {
    ...object({ version: count, values, inputs }),
    required: ['version'],
    description: 'Either `values` or `inputs`, and the version that was read.',
  },
  FormAdded: object({ answer: reference('FormAnswer'), same: list(count) }),
  FormTyped: object({ inputs, of }, ['of']),
  FormSaidOfDraft: object({ errors: fields, texts: { ...inputs, description: 'As it is usually written.' } }),
  FormProblem: object({ ...problem, fields }),
  FormConflict: object({ ...problem, now: reference('FormAnswer') }),
};
