import type { TableSummary } from '../../../../table/summary.ts';
import type { ApiDescription } from '../../../run.ts';
import { formats } from '../../export/formats.ts';
import { aggregates, facetLimit, groupLimit, groupOrders } from '../groups.ts';
import { rowLimit } from '../parameters.ts';
import { statistics } from '../statistics.ts';
import {
  columns,
  conditions,
  format,
  inPath,
  inQuery,
  type Parameter,
  shape,
  sort,
  wholeNumber,
} from './parameters.ts';
import { listOf, ref, schemas } from './schemas.ts';

/** The dataset's API as parts of an OpenAPI 3.1 document. */
export function describeApi(tables: TableSummary[]): ApiDescription {
  const names = tables.map(({ name }) => name);
  const table = inPath('table', 'A table.', { type: 'string', enum: names }, names[0]);
  const column = inPath('column', 'A column, by its name or its number from 0.', { type: 'string' }, '0');
  const limits = (usual: { usual: number; least: number; most: number }) =>
    inQuery('_limit', 'At most so many.', wholeNumber(usual.usual, usual.least, usual.most));
  const shortTable = inQuery('table', 'A table; the first unless given.', { type: 'string', enum: names });
  const shortColumn = inPath('column', "The column's number, from 0.", wholeNumber(undefined, 0), 0);
  return {
    schemas,
    paths: {
      '/api/tables': operation('Lists the tables.', [], ref('Tables')),
      '/api/tables/{table}': operation(
        'Tells all that is known of a table, with the statistics of its columns.',
        [table],
        ref('Table'),
      ),
      '/api/tables/{table}/rows': operation(
        'Gives the rows that a query selects, a part at a time.',
        [
          table,
          ...conditions,
          sort,
          columns,
          shape,
          limits(rowLimit),
          inQuery('_offset', 'Leave out the first; not with "_cursor".', wholeNumber(0, 0)),
          inQuery('_cursor', 'Go on where an answer ended: its "next".', { type: 'string' }),
          format,
        ],
        ref('Rows'),
        { csv: formats.csv.type, ndjson: formats.ndjson.type, xlsx: formats.xlsx.type },
      ),
      '/api/tables/{table}/rows/random': operation(
        'Gives different rows at random; by a seed the same ones each time.',
        [
          table,
          ...conditions,
          inQuery('n', 'So many.', wholeNumber(1, 1, rowLimit.most)),
          inQuery('seed', 'Any text.', { type: 'string' }),
          columns,
          shape,
        ],
        ref('RandomRows'),
      ),
      '/api/tables/{table}/rows/{number}': operation(
        'Gives one row.',
        [table, inPath('number', 'Its number in the table, from 0.', wholeNumber(undefined, 0), 0)],
        ref('OneRow'),
      ),
      '/api/tables/{table}/columns/{column}': operation(
        'Tells all that is known of a column; with conditions, over the rows that they select.',
        [table, column, ...conditions],
        {
          allOf: [ref('Column')],
          type: 'object',
          properties: { table: { type: 'string' }, place: { type: 'integer', minimum: 0 } },
          required: ['table', 'place'],
        },
      ),
      '/api/tables/{table}/columns/{column}/{statistic}': operation(
        'Gives one statistic of a column; with conditions, over the rows that they select.',
        [
          table,
          column,
          inPath('statistic', 'Which.', { type: 'string', enum: [...statistics] }, 'mode'),
          inQuery('p', 'For "quantile": which one.', { type: 'number', minimum: 0, maximum: 1 }),
          ...conditions,
        ],
        ref('Statistic'),
      ),
      '/api/tables/{table}/facets': operation(
        'Counts the values of columns, the most frequent first.',
        [
          table,
          { ...inQuery('_facets', 'Columns with commas between them.', { type: 'string' }), required: true },
          ...conditions,
          limits(facetLimit),
        ],
        ref('Facets'),
      ),
      '/api/tables/{table}/groups': operation(
        'Gives for each value of a column the number of rows, or what comes out of another column.',
        [
          table,
          { ...inQuery('_by', 'The column that makes the groups.', { type: 'string' }), required: true },
          inQuery('_value', 'The column of numbers that is put into one for each group.', { type: 'string' }),
          inQuery('_aggregate', 'By what; by "sum" unless given, "count" without "_value".', {
            type: 'string',
            enum: [...aggregates],
          }),
          inQuery('_sort', 'With a minus the largest first.', {
            type: 'string',
            enum: [...groupOrders],
            default: 'group',
          }),
          ...conditions,
          limits(groupLimit),
        ],
        ref('Groups'),
      ),
      '/getRow/{number}': operation(
        'Gives a row as an array.',
        [inPath('number', 'Its number, from 0.', wholeNumber(undefined, 0), 0), shortTable],
        listOf(ref('Value')),
      ),
      '/getRandomRow': operation('Gives any row as an array.', [shortTable], listOf(ref('Value'))),
      '/getColumnMeanValue/{column}': operation(
        'Gives the mean of a column of numbers.',
        [shortColumn, shortTable],
        ref('ShortStatistic'),
      ),
      '/getColumnMedian/{column}': operation(
        'Gives the median of a column of numbers.',
        [shortColumn, shortTable],
        ref('ShortStatistic'),
      ),
      '/getColumnMostFrequentValue/{column}': operation(
        'Gives the most frequent value of a column as text, of ties the smallest.',
        [shortColumn, shortTable],
        ref('ShortStatistic'),
      ),
    },
  };
}

/** A path that is asked with GET and answers JSON, and perhaps files. */
function operation(
  summary: string,
  parameters: Parameter[],
  schema: object,
  files: Record<string, string> = {},
) {
  const problem = { $ref: '#/components/responses/Problem' };
  const fileContents = Object.values(files).map((type) => [
    type.split(';')[0],
    { schema: { type: 'string' } },
  ]);
  return {
    get: {
      summary,
      parameters,
      responses: {
        200: {
          description: summary,
          content: { 'application/json': { schema }, ...Object.fromEntries(fileContents) },
        },
        ...(parameters.length > 0 && { 400: problem, 404: problem, 422: problem }),
      },
    },
  };
}
