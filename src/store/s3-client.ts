import type { S3Client } from '@aws-sdk/client-s3';
import { endpointOf, inRegion } from './aws.ts';
import { retryStrategy } from './aws-retry.ts';
import type { StoreOptions } from './options.ts';

const DEADLINE_MS = 120_000;
const LONGEST_SILENCE_MS = 30_000;

/** A client that is made when it is first asked for, with what the stores that share it need to know. */
export interface S3Connection {
  client(): Promise<S3Client>;
  /** The endpoint's URL where it is not AWS itself. */
  readonly endpoint: string | undefined;
  readonly deadlineMs: number;
  /** Parts of one file that are uploaded at once. */
  readonly concurrency: number;
  /** The buckets that have been seen to exist. */
  readonly known: Set<string>;
}

/** Prepares a connection; the SDK is loaded at the first request. */
export function connect(options: StoreOptions): S3Connection {
  const endpoint = endpointOf(options.endpointUrl, 'S3');
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  let client: Promise<S3Client> | undefined;
  return {
    client: () => (client ??= createClient(options, endpoint, deadlineMs)),
    endpoint,
    deadlineMs,
    concurrency: options.concurrency ?? 4,
    known: new Set(),
  };
}

async function createClient(options: StoreOptions, endpoint: string | undefined, deadlineMs: number) {
  const { S3Client } = await import('@aws-sdk/client-s3');
  // A server that says nothing for so long is taken for gone, and the request is tried again.
  const silence = Math.min(LONGEST_SILENCE_MS, deadlineMs / 4);
  const make = (region: string | undefined) =>
    new S3Client({
      forcePathStyle: options.pathStyle ?? endpoint !== undefined,
      retryStrategy: retryStrategy(deadlineMs),
      requestHandler: { connectionTimeout: Math.min(10_000, silence), socketTimeout: silence },
      ...(options.endpointUrl && { endpoint: options.endpointUrl }),
      ...(region && { region }),
    });
  return inRegion(make, { region: options.region, endpoint, of: 'the bucket' });
}

/** The options of a request that a signal can end. */
export function abortable(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}
