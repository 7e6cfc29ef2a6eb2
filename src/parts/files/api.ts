import { Hono } from 'hono';
import type { ApiDescription } from '../run.ts';
import { notFound } from '../unknown.ts';
import type { FileSet } from './sets.ts';

/** `/api/files`: every set; `/api/files/SET`: one of them. */
export function filesApi(sets: FileSet[]): Hono {
  return new Hono()
    .get('/files', (c) => c.json({ sets }))
    .get('/files/:set', (c) => c.json(findSet(sets, c.req.param('set'))));
}

/** The set of this name; throws a 404 that names the nearest. */
export function findSet(sets: FileSet[], name: string): FileSet {
  const set = sets.find((one) => one.name === name);
  const names = sets.map((one) => one.name);
  if (!set) throw notFound('file set', name, names);
  return set;
}

/** What the files answer to programs. */
export function describeFiles(sets: FileSet[]): ApiDescription {
  const answer = (description: string, schema: object) => ({
    '200': { description, content: { 'application/json': { schema } } },
  });
  const reference = { $ref: '#/components/schemas/FileSet' };
  return {
    paths: {
      '/api/files': {
        get: {
          summary: 'Every file set with its files',
          responses: answer('All file sets.', {
            type: 'object',
            properties: { sets: { type: 'array', items: reference } },
            required: ['sets'],
          }),
        },
      },
      '/api/files/{set}': {
        get: {
          summary: 'One file set',
          parameters: [
            {
              name: 'set',
              in: 'path',
              required: true,
              description: 'Its name.',
              schema: { type: 'string', enum: sets.map(({ name }) => name) },
            },
          ],
          responses: answer('The file set.', reference),
        },
      },
    },
    schemas: {
      FileSet: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          files: { type: 'array', items: { $ref: '#/components/schemas/File' } },
        },
        required: ['name', 'files'],
      },
      File: {
        type: 'object',
        properties: {
          path: { type: 'string', description: 'Inside its set.' },
          size: { type: 'integer', description: 'In bytes.' },
          sha256: { type: 'string' },
          address: { type: 'string', description: 'Where it is downloaded; ranges may be asked for.' },
        },
        required: ['path', 'size', 'sha256', 'address'],
      },
    },
  };
}
