import type { Access } from '../access/access.ts';
import type { App } from '../app.ts';
import { frameApi } from './frame-api.ts';

/** What this app reads of an Operation Object (OpenAPI 3.1); parts may say more. */
export interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { example?: unknown }> };
  responses?: Record<string, object>;
}

/** A Parameter Object. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema?: { type?: string; enum?: unknown[]; default?: unknown; minimum?: number; maximum?: number };
  example?: unknown;
}

/** An OpenAPI 3.1 document, as far as the app writes it. */
export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, object>;
  security?: object[];
}

/** One document of what the frame and all parts answer. */
export function openApiOf(app: App, access: Access): OpenApi {
  const described = app.parts.flatMap(({ name, describeApi }) => {
    const api = describeApi?.();
    return api ? [{ name, ...api }] : [];
  });
  const all = [...described, { name: 'app', ...frameApi }];
  const { title, version } = app.manifest;
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description:
        'What is packed never changes while the app runs: answers have ETags, and may be asked for again with If-None-Match.',
    },
    servers: [{ url: '/' }],
    tags: all.map(({ name }) => ({ name })),
    paths: Object.fromEntries(
      all.flatMap(({ name, paths }) =>
        Object.entries(paths).map(([path, operations]) => [path, completed(operations, name)]),
      ),
    ),
    components: {
      schemas: Object.assign({ Problem: PROBLEM }, ...all.map(({ schemas = {} }) => schemas)),
      responses: {
        Problem: {
          description: 'What is wrong with the request.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      ...(access.token && { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } }),
    },
    ...(access.token && { security: [{ token: [] }] }),
  };
}

/** What every operation has: the part that it belongs to, and the same answer where something is wrong. */
function completed(operations: Record<string, object>, tag: string): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => {
      const { responses, ...rest } = operation as Operation;
      const problem = { $ref: '#/components/responses/Problem' };
      return [method, { tags: [tag], ...rest, responses: { ...responses, default: problem } }];
    }),
  );
}

/** RFC 9457. */
const PROBLEM = {
  type: 'object',
  description: 'What is wrong with a request (RFC 9457).',
  properties: {
    type: { type: 'string', const: 'about:blank' },
    title: { type: 'string', description: 'What the status means.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'What is wrong here, in a sentence or two.' },
  },
  required: ['type', 'title', 'status', 'detail'],
};
