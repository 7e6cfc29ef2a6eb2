import { join } from 'node:path';
import { UserError } from '../../base/error.ts';
import type { ImageSteps } from '../../image/steps.ts';
import { queueName } from '../../queue/names.ts';
import type { SqsOptions } from '../../queue/sqs/client.ts';
import { asFolder } from '../../store/address.ts';

/** Where pictures lie: before the work, and after it. */
export const sides = ['incoming', 'outgoing'] as const;
export type Side = (typeof sides)[number];

/** What the spec says of the worker, as the build half leaves it for the packed app. */
export interface WorkerSpec {
  /** Names or URLs; undefined: the queues of this machine. */
  queues?: { requests: string; replies: string };
  bucket?: string;
  incoming: string;
  outgoing: string;
  numbers: boolean;
  images?: { presets: Record<string, ImageSteps>; default: string };
}

/** What somebody says at run time; it comes before the environment, and that before the spec. */
export interface Given {
  requests?: string;
  replies?: string;
  bucket?: string;
  incoming?: string;
  outgoing?: string;
  endpointUrl?: string;
  region?: string;
  /** The queues of this machine, whatever the spec names. */
  local?: true;
}

/** Where jobs, answers and pictures are. */
export interface Settings {
  /** Undefined: the queues in a file of this machine. */
  sqs: SqsOptions | undefined;
  requests: string;
  replies: string;
  /** A folder or `s3://bucket/prefix/`, ends in a slash; undefined: none, so no pictures and no large bodies. */
  bucket: string | undefined;
  /** Below the bucket; end in a slash. */
  incoming: string;
  outgoing: string;
  /** The folder of this machine for the queues in a file, the ledger and the journal. */
  folder: string;
}

/**
 * The settings by what was given, the environment (`HOLDALL_REQUESTS`, `HOLDALL_REPLIES`,
 * `HOLDALL_BUCKET`, `HOLDALL_INCOMING`, `HOLDALL_OUTGOING`, and those of AWS) and the spec, in this order.
 * @param data the app's folder for data on this machine
 */
export function settingsOf(
  spec: WorkerSpec,
  given: Given,
  data: string,
  environment: NodeJS.ProcessEnv = process.env,
): Settings {
  const folder = join(data, 'worker');
  const said = (key: 'requests' | 'replies' | 'bucket' | 'incoming' | 'outgoing') =>
    given[key] || environment[`HOLDALL_${key.toUpperCase()}`] || undefined;
  const places = {
    incoming: checkedPlace(said('incoming') ?? spec.incoming),
    outgoing: checkedPlace(said('outgoing') ?? spec.outgoing),
    folder,
  };
  if (places.incoming === places.outgoing) {
    throw new UserError(`Pictures come from ${places.incoming} and would go there too.`, {
      hint: 'Name two different places.',
      exitCode: 2,
    });
  }
  const requests = said('requests') ?? spec.queues?.requests;
  const replies = said('replies') ?? spec.queues?.replies;
  if (given.local || requests === undefined) {
    return {
      sqs: undefined,
      ...apart(queueName(requests ?? 'jobs'), queueName(replies ?? 'job-replies')),
      bucket: given.bucket ? asFolder(given.bucket) : `${join(folder, 'bucket')}/`,
      ...places,
    };
  }
  const bucket = said('bucket') ?? spec.bucket;
  return {
    sqs: {
      ...(given.endpointUrl && { endpointUrl: given.endpointUrl }),
      ...(given.region && { region: given.region }),
    },
    ...apart(requests, replies ?? `${queueName(requests).replace(/\.fifo$/, '')}-replies`),
    bucket: bucket && asFolder(bucket),
    ...places,
  };
}

/** Why a text cannot be a place in a bucket, as a sentence; undefined when it can. */
export function whyNoPlace(path: string): string | undefined {
  const names = path.replace(/\/$/, '').split('/');
  if (names.every((name) => name !== '' && name !== '.' && name !== '..') && !path.includes('\\')) {
    return undefined;
  }
  return `${JSON.stringify(path)} is no place in the bucket. Write names apart by slashes: images/new/.`;
}

function checkedPlace(path: string): string {
  const fault = whyNoPlace(path);
  if (fault !== undefined) throw new UserError(fault, { exitCode: 2 });
  return asFolder(path);
}

/** The two queues; throws a `UserError` where they are one. */
function apart(requests: string, replies: string): { requests: string; replies: string } {
  if (queueName(requests) !== queueName(replies)) return { requests, replies };
  throw new UserError(`Jobs and answers would both go to the queue ${queueName(requests)}.`, {
    hint: 'Name two queues: a worker would take its own answers for jobs.',
    exitCode: 2,
  });
}
