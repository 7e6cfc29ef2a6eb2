import type { S3Client } from '@aws-sdk/client-s3';
import { UserError } from '../base/error.ts';
import type { StoreOptions } from './options.ts';
import { retryStrategy } from './s3-retry.ts';

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
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
  const endpoint = options.endpointUrl || AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined;
  checkEndpoint(endpoint);
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
  const client = make(options.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION);
  try {
    await client.config.region();
    return client;
  } catch (cause) {
    // Servers other than AWS have no regions, or do not mind; a signature needs one all the same.
    if (endpoint) return make('us-east-1');
    throw new UserError('No AWS region is set.', {
      hint: 'Set AWS_REGION or give the region: that of the bucket.',
      cause,
    });
  }
}

function checkEndpoint(url: string | undefined): void {
  if (url === undefined || (/^https?:\/\//.test(url) && URL.canParse(url))) return;
  throw new UserError(`The endpoint ${url} is not a URL.`, {
    hint: 'Write it with its scheme: http://localhost:9000.',
    exitCode: 2,
  });
}

/** The options of a request that a signal can end. */
export function abortable(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}
