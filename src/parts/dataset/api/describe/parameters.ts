import { formatNames } from '../../export/formats.ts';
import { operators } from '../../query.ts';

/** A Parameter Object. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  description: string;
  schema: object;
  style?: 'form';
  explode?: boolean;
  example?: unknown;
}

/** A parameter of the query string. */
export function inQuery(name: string, description: string, schema: object): Parameter {
  return { name, in: 'query', description, schema };
}

/** A parameter of the path. */
export function inPath(name: string, description: string, schema: object, example?: unknown): Parameter {
  return { name, in: 'path', required: true, description, schema, ...(example !== undefined && { example }) };
}

const list = { type: 'string' };

/** What says which rows: every operation over rows takes these. */
export const conditions: Parameter[] = [
  {
    name: 'conditions',
    in: 'query',
    style: 'form',
    explode: true,
    description: `Conditions on columns, all of which hold: COLUMN=value, or COLUMN__OPERATOR=value with one of ${operators.join(', ')}. Lists for "in" and "notin" have commas between their values.`,
    schema: { type: 'object', additionalProperties: { type: 'string' } },
  },
  inQuery('_search', 'Words that a row has in its text columns.', { type: 'string' }),
];

/** The order of rows. */
export const sort = inQuery(
  '_sort',
  'Columns with commas between them, with a minus the largest first: price,-date. Rows without a value come last.',
  list,
);

/** The columns that an answer has. */
export const columns = inQuery('_columns', 'Columns with commas between them; all unless given.', list);

export const shape = inQuery('_shape', 'Rows as objects by their columns, or as arrays.', {
  type: 'string',
  enum: ['objects', 'arrays'],
  default: 'objects',
});

export const format = inQuery(
  '_format',
  'JSON, or all selected rows as a file. "Accept" may ask for it as well.',
  { type: 'string', enum: [...formatNames], default: 'json' },
);

/** A whole number. */
export function wholeNumber(usual: number | undefined, least: number, most?: number): object {
  return {
    type: 'integer',
    minimum: least,
    ...(most !== undefined && { maximum: most }),
    ...(usual !== undefined && { default: usual }),
  };
}
