import { z } from 'zod';
import { imageStepsSchema } from '../../image/steps.ts';
import type { Part } from '../part.ts';

const place = z.string().min(1);

const options = z.strictObject({
  queues: z
    .strictObject({
      requests: place.describe('Where jobs come from: the name of a queue of SQS, or its URL.'),
      replies: place.describe('Where answers go to: the name of a queue of SQS, or its URL.'),
    })
    .optional()
    .describe('The queues. Default: queues in a file of the machine that the app runs on.'),
  bucket: place.optional().describe('Where pictures and large messages lie: s3://BUCKET/PREFIX/.'),
  incoming: place.default('images/unprocessed/').describe('Where in the bucket pictures come from.'),
  outgoing: place.default('images/processed/').describe('Where in the bucket results go to.'),
  numbers: z.boolean().default(true).describe('Whether lists of numbers are taken. Default: true.'),
  images: z
    .strictObject({
      presets: z.record(z.string(), imageStepsSchema).describe('Picture steps, by a name that jobs give.'),
      default: z.string().describe('The name of those for a job that gives none.'),
    })
    .optional()
    .describe('What is done to pictures. Default: no pictures are taken.'),
});

/** Jobs from a queue: statistics of numbers, and picture steps; and the client that asks. */
export const worker: Part<z.infer<typeof options>> = {
  name: 'worker',
  options: options.describe('Jobs from a queue: statistics of numbers, and picture steps.'),
  prepare: (_, options) => options,
  needs: ({ images }) => (images ? { code: ['pictures'], native: ['sharp'] } : {}),
};
