import type { ApiDescription } from '../../run.ts';
import { formatNames, formats } from '../export/formats.ts';
import { sqlLimits } from './runner.ts';
import { maxSqlLength } from './statement.ts';

const { answer, export: exported } = sqlLimits;

const query = {
  type: 'string',
  maxLength: maxSqlLength,
  description: 'One statement of SQLite: SELECT, WITH, VALUES or EXPLAIN.',
  examples: ['SELECT 1 AS one'],
};

const limit = {
  type: 'integer',
  minimum: 1,
  maximum: exported.rows.most,
  description: `Rows at most. Without a format ${answer.rows.usual} when left out, and no more than ${answer.rows.most}.`,
};

const timeout = {
  type: 'number',
  minimum: 0.1,
  maximum: answer.timeout.most,
  description: `Seconds. When left out ${answer.timeout.usual}, with a format ${exported.timeout.usual}.`,
};

const parameter = (name: string, schema: object, required = false) => ({
  name,
  in: 'query',
  required,
  schema,
});

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { type: 'object' } } },
});

const responses = {
  200: {
    description: 'The answer; with a format the whole of it as a file.',
    content: {
      'application/json': {
        schema: {
          anyOf: [{ $ref: '#/components/schemas/SqlResult' }, { type: 'array', items: { type: 'object' } }],
        },
      },
      'text/csv': { schema: { type: 'string' } },
      [formats.ndjson.type]: { schema: { type: 'string' } },
      [formats.xlsx.type]: { schema: { type: 'string', contentMediaType: formats.xlsx.type } },
    },
  },
  400: problem('The query is not understood, or asks for more than reading.'),
  413: problem('The query, a value or a row of the answer is too large.'),
  422: problem('The query took too long, or too much memory.'),
  503: problem('Other queries are running.'),
};

/** A description with what an OpenAPI document says of `/api/sql`. */
export function withSql({ paths, schemas }: ApiDescription): ApiDescription {
  const common = [
    parameter('limit', limit),
    parameter('timeout', timeout),
    parameter('format', { enum: formatNames, description: 'Answers with a file of the whole answer.' }),
  ];
  return {
    paths: {
      ...paths,
      '/api/sql': {
        get: {
          operationId: 'sql',
          summary: 'The answer to a query in SQL',
          parameters: [parameter('query', query, true), ...common],
          responses,
        },
        post: {
          operationId: 'sqlPost',
          summary: 'The answer to a query that is too long for an address',
          parameters: common,
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['query'],
                  properties: { query, limit, timeout, format: { enum: formatNames } },
                },
              },
              'text/plain': { schema: query },
            },
          },
          responses,
        },
      },
    },
    schemas: {
      ...schemas,
      SqlResult: {
        type: 'object',
        required: ['columns', 'rows', 'truncated', 'milliseconds'],
        properties: {
          columns: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'type'],
              properties: {
                name: { type: 'string' },
                type: {
                  enum: ['integer', 'decimal', 'date', 'timestamp', 'text', 'blob'],
                  description: 'As the values of the answer have it.',
                },
              },
            },
          },
          rows: {
            type: 'array',
            description:
              'The values in the order of the columns. Integers past 2^53 are their digits in a string, a BLOB is its size in words.',
            items: { type: 'array', items: { type: ['string', 'number', 'null'] } },
          },
          truncated: {
            type: 'boolean',
            description: 'Whether there are more rows: past the limit, or past 8 MB.',
          },
          milliseconds: { type: 'number', description: 'What the query took.' },
        },
      },
    },
  };
}
