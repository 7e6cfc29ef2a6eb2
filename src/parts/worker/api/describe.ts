import type { ApiDescription } from '../../run.ts';
import { LARGEST_LIST } from '../desk/numbers.ts';
import { LARGEST_PICTURE } from '../desk/pictures.ts';
import { sides, type WorkerSpec } from '../settings.ts';
import { listed, timeouts } from './routes.ts';
import { schemas } from './schemas.ts';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

const bytes = { type: 'string', contentMediaType: 'image/*' };

const timeout = {
  name: 'timeout',
  in: 'query',
  description: `Seconds to wait for the answer. When left out ${timeouts.usual}.`,
  schema: { type: 'integer', minimum: 1, maximum: timeouts.most, default: timeouts.usual },
};

const side = { name: 'side', in: 'path', required: true, schema: { enum: sides } };

const name = (description: string) => ({
  name: 'name',
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
  example: 'photo.jpg',
});

const late = {
  503: problem('The queue or the bucket cannot be reached.'),
  504: problem('No answer came in time.'),
};

/** What an OpenAPI document says of `/api/worker`. */
export function describeApi({ numbers, images }: WorkerSpec): ApiDescription {
  return {
    paths: {
      '/api/worker': {
        get: {
          operationId: 'worker',
          summary: 'The place of the jobs, what is offered, and how much the queue holds',
          responses: { 200: json('How things stand.', { $ref: '#/components/schemas/WorkerStatus' }) },
        },
      },
      ...(numbers && numberPaths()),
      ...(images && picturePaths(Object.keys(images.presets), images.default)),
    },
    schemas,
  };
}

function numberPaths(): ApiDescription['paths'] {
  return {
    '/api/worker/numbers': {
      post: {
        operationId: 'workerNumbers',
        summary: 'The statistics of a list of numbers',
        parameters: [timeout],
        requestBody: {
          required: true,
          description: `At most ${LARGEST_LIST / 1e6} MB.`,
          content: {
            'text/plain': { schema: { type: 'string' }, example: '1,5,22' },
            'application/json': {
              schema: { $ref: '#/components/schemas/NumbersJob' },
              example: { values: [1, 5, 22] },
            },
          },
        },
        responses: {
          200: {
            description: 'Four lines for a text, and all statistics for JSON.',
            content: {
              'text/plain': { schema: { type: 'string' } },
              'application/json': { schema: { $ref: '#/components/schemas/NumbersAnswer' } },
            },
          },
          400: problem('Something in the list is no number; the sentence says which and where.'),
          413: problem('The list is too large.'),
          ...late,
        },
      },
    },
  };
}

function picturePaths(presets: string[], usual: string): ApiDescription['paths'] {
  return {
    '/api/worker/images/{name}': {
      post: {
        operationId: 'workerImage',
        summary: 'Work on a picture',
        parameters: [
          name('Its file name, with the extension of its format.'),
          {
            name: 'preset',
            in: 'query',
            description: 'What is done to it.',
            schema: { enum: presets, default: usual },
          },
          timeout,
        ],
        requestBody: {
          required: true,
          description: `The picture, at most ${LARGEST_PICTURE / 1e6} MB.`,
          content: { 'image/*': { schema: bytes } },
        },
        responses: {
          200: {
            description: 'Where the result is; the result itself for who accepts `image/*`.',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/PictureAnswer' } },
              'image/*': { schema: bytes },
            },
          },
          400: problem('The name or the preset is wrong.'),
          413: problem('The picture is too large.'),
          422: problem('It is no picture, or a damaged one, or one over the limits.'),
          502: problem('A worker tried it again and again.'),
          ...late,
        },
      },
    },
    '/api/worker/pictures/{side}': {
      get: {
        operationId: 'workerPictures',
        summary: 'What lies in the incoming or the outgoing place, the latest first',
        parameters: [
          side,
          { name: 'prefix', in: 'query', description: 'What names begin with.', schema: { type: 'string' } },
          {
            name: 'limit',
            in: 'query',
            description: `Pictures at most. When left out ${listed.usual}.`,
            schema: { type: 'integer', minimum: 1, maximum: listed.most, default: listed.usual },
          },
        ],
        responses: {
          200: json('The pictures.', { $ref: '#/components/schemas/PictureList' }),
          503: late[503],
        },
      },
    },
    '/api/worker/pictures/{side}/{name}': {
      get: {
        operationId: 'workerPicture',
        summary: 'The bytes of a picture',
        parameters: [
          side,
          name('As the list has it; slashes may stand as they are.'),
          {
            name: 'download',
            in: 'query',
            description: 'Saves it instead of showing it.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          200: { description: 'The picture.', content: { 'image/*': { schema: bytes } } },
          404: problem('There is no such picture.'),
          503: late[503],
        },
      },
    },
  };
}
