import type { SQSClient } from '@aws-sdk/client-sqs';
import { endpointOf, inRegion } from '../../store/aws.ts';
import { retryStrategy } from '../../store/aws-retry.ts';
import { type Direct, directRequests, LONGEST_SILENCE_MS } from './direct.ts';

const DEADLINE_MS = 60_000;

/** How to reach SQS. Whatever is left out comes from the environment and the profile, as the AWS SDK has it. */
export interface SqsOptions {
  /** Of an SQS-compatible server: `http://localhost:4566`. Default: `AWS_ENDPOINT_URL_SQS`, `AWS_ENDPOINT_URL`. */
  endpointUrl?: string;
  region?: string;
  /** Milliseconds for which one request is tried again. Default: 60,000. */
  deadlineMs?: number;
}

/** A client that is made when it is first asked for, with what errors have to tell of it. */
export interface SqsConnection {
  client(): Promise<SQSClient>;
  /** The way for what is asked by the thousand. */
  direct(): Promise<Direct>;
  /** The endpoint's URL where it is not AWS itself. */
  readonly endpoint: string | undefined;
  readonly deadlineMs: number;
  close(): void;
}

/** Prepares a connection; the SDK is loaded at the first request. */
export function connectSqs(options: SqsOptions = {}): SqsConnection {
  const endpoint = endpointOf(options.endpointUrl, 'SQS');
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  let client: Promise<SQSClient> | undefined;
  let direct: Promise<Direct> | undefined;
  /** What fails, as without a region, is tried anew the next time. */
  const made = () =>
    (client ??= createClient(options, endpoint, deadlineMs).catch((error) => {
      client = undefined;
      throw error;
    }));
  const madeDirect = () =>
    (direct ??= made()
      .then((client) => directRequests(client, endpoint))
      .catch((error) => {
        direct = undefined;
        throw error;
      }));
  return {
    client: made,
    direct: madeDirect,
    endpoint,
    deadlineMs,
    close() {
      direct?.then((made) => made.close()).catch(() => {});
      client?.then((made) => made.destroy()).catch(() => {});
    },
  };
}

async function createClient(
  options: SqsOptions,
  endpoint: string | undefined,
  deadlineMs: number,
): Promise<SQSClient> {
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  const make = (region: string | undefined) =>
    new SQSClient({
      // TCP and TLS guard the bytes; a second sum over each body would cost a tenth of the speed.
      md5: false,
      retryStrategy: retryStrategy(deadlineMs),
      requestHandler: {
        connectionTimeout: 10_000,
        socketTimeout: LONGEST_SILENCE_MS,
      },
      // Other servers give addresses that need not lead back to them.
      ...(endpoint !== undefined && { endpoint, useQueueUrlAsEndpoint: false }),
      ...(region && { region }),
    });
  return inRegion(make, { region: options.region, endpoint, of: 'the queues' });
}
