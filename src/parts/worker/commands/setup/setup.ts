import { mkdir } from 'node:fs/promises';
import { UserError } from '../../../../base/error.ts';
import { formatCount } from '../../../../base/format.ts';
import { beside, isQueueUrl, queueName } from '../../../../queue/names.ts';
import type { Queues } from '../../../../queue/queue.ts';
import { isS3Address, parseS3Address } from '../../../../store/address.ts';
import { makeBucket } from '../../../../store/s3-prepare.ts';
import { removeAbandoned } from '../../asking/own-queue.ts';
import { ledgerPath } from '../../ledger/choose.ts';
import { JOURNAL } from '../../loop/pieces.ts';
import { deadLettersOf, type Place } from '../../place.ts';
import type { WorkerSpec } from '../../settings.ts';
import { prepareExpiries } from './expiries.ts';
import { type Policy, policiesFor, type Who } from './policy.ts';

/**
 * Makes the queues and the folders of the bucket that are not there yet, and prints the least rights
 * for them as JSON: the policies of all, or that of one.
 */
export async function setup(
  place: Place,
  spec: WorkerSpec,
  { for: whose, tidy }: { for?: Who; tidy?: true },
): Promise<void> {
  const dead = await prepareQueues(place);
  await prepareBucket(place);
  if (tidy) await removeLeftovers(place);
  if (place.kind === 'embedded') {
    return note(`Queues and bucket of this machine are ready: ${place.settings.folder}`);
  }
  const policies = await policiesOf(place, spec, dead);
  const shown: Policy | Record<Who, Policy> = whose ? policies[whose] : policies;
  process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
}

/** Makes what is missing, leaves what is there as it is, and gives the name of the queue for dead letters. */
async function prepareQueues({ queues, requests, replies, settings }: Place): Promise<string> {
  const found = await queues.describe(settings.requests);
  const dead = found?.deadLetters ?? deadLettersOf(requests.name);
  const isDeadThere = (await queues.describe(beside(settings.requests, dead))) !== undefined;
  if (!found?.deadLetters || !isDeadThere) await checkOurs(queues, settings.requests);
  const areRepliesThere = (await queues.describe(settings.replies)) !== undefined;
  if (!areRepliesThere) await checkOurs(queues, settings.replies);
  if (isDeadThere) note(`The queue ${dead} is there already.`);
  else {
    await queues.create(dead);
    note(`Made the queue ${dead}, for what nobody can do.`);
  }
  if (found?.deadLetters) note(`The queue ${requests.name} is there already.`);
  else {
    await queues.create(requests.name, { deadLetters: dead });
    note(
      found
        ? `Gave the queue ${requests.name} its queue for dead letters, ${dead}.`
        : `Made the queue ${requests.name}, for jobs.`,
    );
  }
  if (areRepliesThere) note(`The queue ${replies.name} is there already.`);
  else {
    await queues.create(replies.name);
    note(`Made the queue ${replies.name}, for answers.`);
  }
  return dead;
}

/** Throws a `UserError` for a queue that is named by its URL and is not of this account: here alone can some be made. */
async function checkOurs(queues: Queues, queue: string): Promise<void> {
  if (!isQueueUrl(queue)) return;
  const found = await queues.describe(queue);
  if (!found) {
    throw new UserError(`There is no queue ${queue}.`, {
      hint: 'Name it without its URL, and "worker setup" makes it in this account.',
    });
  }
  const own = await queues.describe(queueName(queue));
  if (own?.arn === found.arn) return;
  throw new UserError(`The queue ${queue} has no queue for its dead letters, and is of another account.`, {
    hint: 'Run "worker setup" in that account.',
  });
}

async function prepareBucket({ bucket, settings, incoming, outgoing }: Place): Promise<void> {
  if (!bucket) return note('No bucket is named, so there are no pictures and no large messages.');
  const folders = [settings.incoming, settings.outgoing];
  if (bucket.kind === 's3') {
    const isNew = await makeBucket(bucket.address, folders, settings.sqs);
    note(isNew ? `Made the bucket ${bucket.address}.` : `The bucket ${bucket.address} is there already.`);
    note(await prepareExpiries(bucket, settings));
  } else {
    for (const { address } of [incoming(), outgoing()]) await mkdir(address, { recursive: true });
  }
  note(`Pictures come from ${settings.incoming} and go to ${settings.outgoing}.`);
}

/** Pictures that somebody wanted to keep lie there too, so it is not done unasked. */
async function removeLeftovers(place: Place): Promise<void> {
  const { queues, pictures } = await removeAbandoned(place, DAY_MS);
  note(
    `Removed ${formatCount(queues.length, 'queue')} and ${formatCount(pictures.length, 'picture')} of clients.`,
  );
}

async function policiesOf({ queues, requests, settings }: Place, { images }: WorkerSpec, dead: string) {
  const arnOf = async (queue: string) =>
    (await queues.describe(queue))?.arn ?? `arn:aws:sqs:*:*:${queueName(queue)}`;
  const { bucket: address, incoming, outgoing } = settings;
  const { bucket, key } = address && isS3Address(address) ? parseS3Address(address) : {};
  return policiesFor({
    requests: await arnOf(settings.requests),
    replies: await arnOf(settings.replies),
    dead: await arnOf(beside(settings.requests, dead)),
    bucket: bucket === undefined ? undefined : { name: bucket, prefix: key ?? '' },
    incoming,
    outgoing,
    ledger: ledgerPath(requests.name),
    journal: JOURNAL,
    images: images !== undefined,
  });
}

const DAY_MS = 24 * 3600 * 1000;

/** Standard output is for the rights, which programs read. */
function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
