import type { ApiDescription } from '../../parts/run.ts';

const json = (description: string, schema: object) => ({
  '200': { description, content: { 'application/json': { schema } } },
});

const text = { type: 'string' };

/** What the frame itself answers to programs. */
export const frameApi: ApiDescription = {
  paths: {
    '/api/search': {
      get: {
        summary: 'Search in all parts',
        parameters: [
          {
            name: 'q',
            in: 'query',
            required: true,
            description: 'The words.',
            schema: { type: 'string', minLength: 1 },
            example: 'pen',
          },
        ],
        responses: json('What each part found, the best first.', {
          $ref: '#/components/schemas/SearchResults',
        }),
      },
    },
    '/healthz': {
      get: {
        summary: 'Whether the app runs',
        responses: json('It runs.', {
          type: 'object',
          properties: {
            status: { const: 'ok' },
            name: text,
            version: text,
            parts: { type: 'array', items: text },
          },
          required: ['status', 'name', 'version', 'parts'],
        }),
      },
    },
    '/metrics': {
      get: {
        summary: 'Requests, times and memory, for Prometheus',
        responses: {
          '200': {
            description: 'The text format, version 0.0.4.',
            content: { 'text/plain': { schema: text } },
          },
        },
      },
    },
  },
  schemas: {
    SearchResults: {
      type: 'object',
      properties: {
        groups: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              part: text,
              title: text,
              hits: { type: 'array', items: { $ref: '#/components/schemas/SearchHit' } },
              more: {
                type: 'object',
                description: 'Where all of them are, when there are more.',
                properties: { count: { type: 'integer' }, address: text },
                required: ['count', 'address'],
              },
            },
            required: ['part', 'title', 'hits'],
          },
        },
      },
      required: ['groups'],
    },
    SearchHit: {
      type: 'object',
      properties: { title: text, address: text, detail: text, picture: text },
      required: ['title', 'address'],
    },
  },
};
