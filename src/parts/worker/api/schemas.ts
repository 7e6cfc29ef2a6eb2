const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const object = (properties: Record<string, object>, optional: string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

/** What an OpenAPI document calls the things of `/api/worker`. */
export const schemas = {
  WorkerStatus: object(
    {
      place: orNull(
        object({
          kind: { enum: ['sqs', 'embedded'], description: 'SQS, or files of the machine of this app.' },
          title: text,
          requests: { ...text, description: 'The queue of the jobs.' },
          replies: { ...text, description: 'The queue of the answers.' },
        }),
      ),
      depth: {
        ...orNull(
          object({
            waiting: count,
            inHand: {
              ...count,
              description: 'Taken by a worker, and not answered yet; what is to be tried again later, too.',
            },
            dead: {
              ...orNull(count),
              description: 'Dead letters: jobs that nobody can do. Null without a queue for them.',
            },
          }),
        ),
        description: 'Null where the queue cannot be reached.',
      },
      problem: { ...text, description: 'Why the queue cannot be reached.' },
      worker: {
        enum: ['here', 'answers', 'silent', 'unknown'],
        description:
          'Whether a worker answers: this app does the jobs, one answered the last time, none did or jobs wait and nobody takes them, nobody has asked yet.',
      },
      numbers: { type: 'boolean', description: 'Whether lists of numbers are taken.' },
      presets: orNull({
        type: 'object',
        description: 'Picture steps by their name.',
        additionalProperties: { type: 'array', items: { type: 'object' } },
      }),
      default: { ...orNull(text), description: 'The preset for a picture that has none.' },
    },
    ['problem'],
  ),
  NumbersJob: object(
    {
      kind: { const: 'numbers' },
      values: {
        type: 'array',
        minItems: 1,
        items: { type: ['number', 'string'] },
        description: 'Numbers, or texts with one each, which keep all the digits of large integers.',
      },
    },
    ['kind'],
  ),
  NumbersAnswer: object({
    statistics: { type: 'object', description: 'All that can be said of the list.' },
    ms: { type: 'number', description: 'From sending the job to having its answer, in milliseconds.' },
  }),
  PictureAnswer: object({
    name: { ...text, description: 'In the outgoing place.' },
    width: count,
    height: count,
    size: { ...count, description: 'Bytes.' },
    sizeBefore: count,
    warnings: { type: 'array', items: text },
    ms: { type: 'number', description: 'From sending the job to having its answer, in milliseconds.' },
    before: { ...text, description: 'The address of the picture as it was.' },
    after: { ...text, description: 'The address of the result.' },
  }),
  PictureList: object({
    pictures: {
      type: 'array',
      items: object({
        name: text,
        size: count,
        modified: { type: 'string', format: 'date-time' },
        address: text,
      }),
    },
    truncated: { type: 'boolean', description: 'Whether there are more.' },
  }),
};
