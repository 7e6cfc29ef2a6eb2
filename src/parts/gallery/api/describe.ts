import type { ApiDescription } from '../../run.ts';
import { type Choices, choiceNames, sortNames } from '../filters/filter.ts';
import { LIMIT } from './routes.ts';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ImageProblem' } } },
});

const json = (description: string, schema: object, headers?: object) => ({
  description,
  ...(headers && { headers }),
  content: { 'application/json': { schema } },
});

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const id = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'SET~FILE, as "id" in the list; slashes are escaped as %2F.',
  schema: { type: 'string' },
};

/** The filters of the gallery as query parameters. */
function filters(choices: Choices) {
  const day = { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' };
  const sorts = sortNames.flatMap((name) => [name, `-${name}`]);
  const query = (name: string, description: string, schema: object) => ({
    name,
    in: 'query',
    description,
    schema,
  });
  return [
    query('name', 'Words that are all in the name; accents, capitals and a plural s do not count.', {
      type: 'string',
    }),
    query('from', 'Taken on this day, month or year, or later.', day),
    query('to', 'Taken on this day, month or year, or earlier.', day),
    ...choiceNames.map((choice) => ({
      ...query(choice, 'May be repeated: any of these.', {
        type: 'array',
        items: { type: 'string', enum: choices[choice] },
      }),
      explode: true,
    })),
    query('sort', '"-" before it turns the order around. What has no such fact comes last.', {
      type: 'string',
      enum: sorts,
    }),
    query('group', 'Of pictures that look alike, the first alone.', { type: 'string', enum: ['duplicates'] }),
  ];
}

/** What the gallery's API answers, for an OpenAPI 3.1 document. */
export function describe(choices: Choices): ApiDescription {
  const bad = problem('A parameter makes no sense.');
  const none = problem('There is no such picture.');
  const parameters = filters(choices);
  const bytesAnswers = (what: string) => ({
    200: { description: what, content: { 'image/*': {} } },
    206: { description: 'A range of it.', content: { 'image/*': {} } },
    304: { description: 'It is as it was.' },
    404: none,
    416: { description: 'The range lies outside.' },
  });
  const pin = {
    name: 'v',
    in: 'query',
    description: 'The first 16 digits of the SHA-256: with it, the answer may be kept for good.',
    schema: { type: 'string' },
  };
  const download = {
    name: 'download',
    in: 'query',
    description: 'To be saved under its name.',
    schema: { type: 'string' },
  };
  return {
    paths: {
      '/api/images': {
        get: {
          summary: 'List pictures',
          tags: ['gallery'],
          operationId: 'listImages',
          parameters: [
            ...parameters,
            {
              name: 'limit',
              in: 'query',
              schema: { type: 'integer', minimum: 1, maximum: LIMIT.most, default: LIMIT.default },
            },
            {
              name: 'cursor',
              in: 'query',
              description: 'Out of "next" of the answer before.',
              schema: { type: 'string' },
            },
          ],
          responses: {
            200: json('The pictures, in their order.', ref('ImageList'), {
              Link: { description: 'The address of the next ones, rel="next".', schema: { type: 'string' } },
            }),
            400: bad,
          },
        },
      },
      '/api/images/sets': {
        get: {
          summary: 'List image sets',
          tags: ['gallery'],
          operationId: 'listImageSets',
          responses: { 200: json('The sets, in the order of the spec.', ref('ImageSets')) },
        },
      },
      '/api/images/facets': {
        get: {
          summary: 'Count pictures by what they can be filtered by',
          tags: ['gallery'],
          operationId: 'countImages',
          parameters,
          responses: {
            200: json(
              'How many pictures each value would give, the other filters being as they are.',
              ref('ImageFacets'),
            ),
            400: bad,
          },
        },
      },
      '/api/images/{id}': {
        get: {
          summary: 'All that is known of a picture, with statistics',
          tags: ['gallery'],
          operationId: 'getImage',
          parameters: [id],
          responses: { 200: json('The picture.', ref('ImageWithStatistics')), 404: none },
        },
      },
      '/images/{id}': {
        get: {
          summary: 'The bytes of a picture',
          tags: ['gallery'],
          operationId: 'getImageBytes',
          parameters: [id, pin, download],
          responses: bytesAnswers('The picture, in the best packed format by Accept.'),
        },
      },
      '/images/{id}/{variant}': {
        get: {
          summary: 'The bytes of a variant of a picture',
          tags: ['gallery'],
          operationId: 'getImageVariant',
          parameters: [
            id,
            { name: 'variant', in: 'path', required: true, schema: { type: 'string' } },
            pin,
            download,
          ],
          responses: bytesAnswers('The variant, in the best packed format by Accept.'),
        },
      },
      '/gallery/zip': {
        get: {
          summary: 'Pictures as a ZIP',
          tags: ['gallery'],
          operationId: 'getImagesZip',
          parameters,
          responses: { 200: { description: 'A ZIP of them.', content: { 'application/zip': {} } }, 400: bad },
        },
      },
    },
    schemas: schemas(choices),
  };
}

function schemas(choices: Choices): Record<string, object> {
  const text = { type: 'string' };
  const whole = { type: 'integer', minimum: 0 };
  const number = { type: 'number' };
  const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' };
  const file = {
    file: text,
    width: whole,
    height: whole,
    format: text,
    size: whole,
    sha256: hash,
    frames: whole,
  };
  const fileNames = ['file', 'width', 'height', 'format', 'size', 'sha256'];
  const variant = { type: 'object', properties: { ...file, url: text }, required: [...fileNames, 'url'] };
  const image = {
    ...file,
    id: text,
    set: { type: 'string', enum: choices.set },
    title: text,
    source: text,
    sizeBefore: whole,
    sha256Before: hash,
    widthBefore: whole,
    heightBefore: whole,
    formatBefore: text,
    framesBefore: whole,
    orientation: { type: 'integer', minimum: 1, maximum: 8 },
    shape: { type: 'string', enum: choices.shape },
    taken: text,
    camera: text,
    dominant: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
    colour: { type: 'string', enum: choices.colour },
    thumbhash: text,
    perceptualHash: { type: 'string', pattern: '^[0-9a-f]{16}$' },
    problem: text,
    url: text,
    page: text,
    variants: { type: 'object', additionalProperties: variant },
    nearDuplicates: { type: 'array', items: text },
  };
  const required = [
    ...fileNames,
    'id',
    'set',
    'title',
    'source',
    'sizeBefore',
    'url',
    'page',
    'variants',
    'nearDuplicates',
  ];
  const channel = {
    type: 'object',
    properties: {
      name: { type: 'string', enum: ['gray', 'red', 'green', 'blue', 'alpha'] },
      mean: number,
      deviation: number,
      entropy: number,
      sharpness: number,
      histogram: { type: 'array', items: whole, minItems: 256, maxItems: 256 },
    },
    required: ['name', 'mean', 'deviation', 'entropy', 'sharpness', 'histogram'],
  };
  return {
    Image: { type: 'object', properties: image, required },
    ImageWithStatistics: {
      type: 'object',
      properties: { ...image, channels: { type: 'array', items: channel } },
      required: [...required, 'channels'],
    },
    ImageList: {
      type: 'object',
      properties: { count: whole, images: { type: 'array', items: ref('Image') }, next: text },
      required: ['count', 'images'],
    },
    ImageSets: {
      type: 'object',
      properties: {
        sets: {
          type: 'array',
          items: { type: 'object', properties: { name: text, images: whole }, required: ['name', 'images'] },
        },
      },
      required: ['sets'],
    },
    ImageFacets: {
      type: 'object',
      properties: {
        count: whole,
        facets: { type: 'object', additionalProperties: { type: 'object', additionalProperties: whole } },
      },
      required: ['count', 'facets'],
    },
    ImageProblem: {
      type: 'object',
      properties: { type: text, title: text, status: { type: 'integer' }, detail: text },
      required: ['type', 'title', 'status', 'detail'],
    },
  };
}
