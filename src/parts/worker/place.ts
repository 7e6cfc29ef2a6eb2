import { join } from 'node:path';
import { codeOf, messageOf, UserError } from '../../base/error.ts';
import { makeFolder } from '../../base/make-folder.ts';
import { openQueues } from '../../queue/open.ts';
import type { Queue, Queues } from '../../queue/queue.ts';
import { endpointOf } from '../../store/aws.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import type { Settings } from './settings.ts';

/** Where jobs, answers and pictures are: on SQS and S3, or in files of this machine. */
export interface Place {
  readonly settings: Settings;
  readonly kind: 'sqs' | 'embedded';
  /** For people: "SQS at http://localhost:4566", or the folder. */
  readonly title: string;
  readonly queues: Queues;
  readonly requests: Queue;
  readonly replies: Queue;
  /** Undefined where none is named. */
  readonly bucket: Store | undefined;
  /** Where pictures come from and go to. Throw a `UserError` where no bucket is named. */
  incoming(): Store;
  outgoing(): Store;
  close(): void;
}

/** Opens the place. What lies in files of this machine is made; of SQS and S3 nothing is asked yet. */
export async function openPlace(settings: Settings): Promise<Place> {
  const { sqs, folder, bucket: address } = settings;
  await makeDataFolder(folder);
  const bucket = address === undefined ? undefined : openStore(address, sqs);
  if (bucket?.kind === 'folder') await makeDataFolder(bucket.address);
  const queues = openQueues(sqs ? { sqs } : { file: join(folder, 'queues.sqlite') });
  // What goes wrong from here on must not leave the queues open.
  const opened = await openBoth(queues, settings).catch((error) => {
    queues.close();
    throw error;
  });
  const below = (path: string) => {
    if (bucket) return bucket.at(path);
    throw new UserError('No bucket is named, and pictures lie in one.', {
      hint: 'Name it with --bucket, in HOLDALL_BUCKET, or in the spec: s3://BUCKET/.',
      exitCode: 2,
    });
  };
  return {
    settings,
    kind: queues.kind,
    title: sqs ? sqsTitle(sqs.endpointUrl) : folder,
    queues,
    ...opened,
    bucket,
    incoming: () => below(settings.incoming),
    outgoing: () => below(settings.outgoing),
    close: () => queues.close(),
  };
}

async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    throw new UserError(
      `The folder for data ${folder} cannot be made (${codeOf(error) ?? messageOf(error)}).`,
      {
        hint: 'Name another with --data or in HOLDALL_DATA.',
        cause: error,
      },
    );
  }
}

async function openBoth(queues: Queues, settings: Settings): Promise<Pick<Place, 'requests' | 'replies'>> {
  if (!settings.sqs) await makeQueues(queues, settings);
  return { requests: queues.open(settings.requests), replies: queues.open(settings.replies) };
}

/** Makes the queues of requests, answers and dead letters; those that exist stay as they are. */
export async function makeQueues(queues: Queues, { requests, replies }: Settings): Promise<void> {
  const dead = deadLettersOf(requests);
  await queues.create(dead);
  await queues.create(requests, { deadLetters: dead });
  await queues.create(replies);
}

/** The name of the queue for the dead letters of another. */
export function deadLettersOf(requests: string): string {
  return requests.endsWith('.fifo') ? `${requests.slice(0, -5)}-dead.fifo` : `${requests}-dead`;
}

function sqsTitle(endpointUrl: string | undefined): string {
  const endpoint = endpointOf(endpointUrl, 'SQS');
  return endpoint ? `SQS at ${endpoint}` : 'SQS';
}
