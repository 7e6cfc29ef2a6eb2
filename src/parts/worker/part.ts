import { z } from 'zod';
import { didYouMean } from '../../base/nearest.ts';
import { assetsIn, imageStepsSchema } from '../../image/steps.ts';
import { checkQueueName, isQueueUrl, queueName } from '../../queue/names.ts';
import { asFolder } from '../../store/address.ts';
import { bucket, whyThrown } from '../bucket.ts';
import type { Part } from '../part.ts';
import { whyNoPlace } from './settings.ts';

const queue = z
  .string()
  .min(1)
  .superRefine((name, context) => {
    const message = isUrl(name) ? undefined : whyThrown(() => checkQueueName(name));
    if (message) context.addIssue({ code: 'custom', message });
  });

const folder = z
  .string()
  .min(1)
  .superRefine((path, context) => {
    const message = whyNoPlace(path);
    if (message) context.addIssue({ code: 'custom', message });
  });

const presetName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,30}$/, 'a letter, then letters, digits, - or _ (31 at most)');

const presets = z.record(presetName, imageStepsSchema).superRefine((named, context) => {
  const refuse = (message: string, ...path: string[]) => context.addIssue({ code: 'custom', path, message });
  if (Object.keys(named).length === 0) refuse('There are no presets: name the steps of at least one.');
  for (const [name, steps] of Object.entries(named)) {
    const [asset] = assetsIn(steps);
    if (asset === undefined) continue;
    refuse(`A worker has no other pictures at hand, such as ${asset}. Use a watermark of text.`, name);
  }
});

const images = z
  .strictObject({
    presets: presets.describe('Picture steps, by a name that jobs give.'),
    default: z.string().describe('The name of those for a job that gives none.'),
  })
  .superRefine(({ presets, default: usual }, context) => {
    const names = Object.keys(presets);
    if (names.length === 0 || names.includes(usual)) return;
    const message = `"${usual}" is not among the presets. ${didYouMean(usual, names) ?? ''}`.trim();
    context.addIssue({ code: 'custom', path: ['default'], message });
  });

const queues = z
  .strictObject({
    requests: queue.describe('Where jobs come from: the name of a queue of SQS, or its URL.'),
    replies: queue.describe('Where answers go to: the name of a queue of SQS, or its URL.'),
  })
  .superRefine(({ requests, replies }, context) => {
    if (queueName(requests) !== queueName(replies)) return;
    const message = 'Jobs and answers need a queue each: a worker would take its own answers for jobs.';
    context.addIssue({ code: 'custom', path: ['replies'], message });
  });

const options = z
  .strictObject({
    queues: queues
      .optional()
      .describe('The queues. Default: queues in a file of the machine that the app runs on.'),
    bucket: bucket.optional().describe('Where pictures and large messages lie: s3://BUCKET/PREFIX/.'),
    incoming: folder.default('images/unprocessed/').describe('Where in the bucket pictures come from.'),
    outgoing: folder.default('images/processed/').describe('Where in the bucket results go to.'),
    numbers: z.boolean().default(true).describe('Whether lists of numbers are taken. Default: true.'),
    images: images.optional().describe('What is done to pictures. Default: no pictures are taken.'),
  })
  .superRefine(({ incoming, outgoing, numbers, images }, context) => {
    const refuse = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', path, message });
    if (!numbers && !images) {
      refuse('This worker does nothing: it takes neither numbers nor pictures ("images").', 'numbers');
    }
    if (asFolder(incoming) === asFolder(outgoing)) {
      refuse('Results would replace the pictures that they are made of. Name two places.', 'outgoing');
    }
  });

/** Jobs from a queue: statistics of numbers, and picture steps; and the client that asks. */
export const worker: Part<z.infer<typeof options>> = {
  name: 'worker',
  options: options.describe('Jobs from a queue: statistics of numbers, and picture steps.'),
  prepare: (_, options) => ({
    ...options,
    incoming: asFolder(options.incoming),
    outgoing: asFolder(options.outgoing),
  }),
  needs: ({ images }) => ({
    // Bodies that are long are read in the thread, whatever they are.
    code: ['aws', 'numbers-thread', ...(images ? ['pictures', 'pictures-thread'] : [])],
    native: images ? ['sharp'] : [],
  }),
};

const isUrl = (name: string) => isQueueUrl(name) && URL.canParse(name);
