import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** A long poll is silent for 20 seconds, and that is as it should be. */
export const LONGEST_SILENCE_MS = 40_000;
/** Polls, deletions and answers go side by side. */
const MOST_CONNECTIONS = 64;
/** After a failure the SDK has its way for so long. */
const PAUSE_MS = 5_000;

/** What a worker asks for by the thousand. */
export type Operation =
  | 'ReceiveMessage'
  | 'DeleteMessageBatch'
  | 'ChangeMessageVisibilityBatch'
  | 'SendMessageBatch';

/** The way to SQS past the SDK's middleware. */
export interface Direct {
  /**
   * Asks SQS as the SDK does (AWS JSON 1.0), and gives the answer; undefined when there was no good
   * one: then the SDK is to be asked, which knows when to try again and what errors mean.
   * Throws the signal's reason.
   */
  ask<Output>(operation: Operation, input: Input, signal?: AbortSignal): Promise<Output | undefined>;
  close(): void;
}

interface Input {
  QueueUrl: string;
}

/**
 * Requests that are signed by the SDK's signer with its credentials, and sent without its middleware,
 * which takes five times as long for each as all else that a worker does:
 * docs/decisions/0014-past-the-middleware.md.
 * @param endpoint of a server that is not AWS; undefined: that of the queue's URL
 */
export function directRequests(client: SQSClient, endpoint: string | undefined): Direct {
  const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS };
  const [plain, secure] = [new HttpAgent(options), new HttpsAgent(options)];
  let pausedUntil = 0;

  async function post(operation: Operation, input: Input, signal: AbortSignal | undefined): Promise<string> {
    const { protocol, hostname, port, host, pathname } = new URL(endpoint ?? new URL(input.QueueUrl).origin);
    const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
    const body = JSON.stringify(input);
    const signer = await client.config.signer();
    const { headers } = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      path,
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${operation}`,
      },
      body,
    });
    const isSecure = protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (isSecure ? httpsRequest : httpRequest)({
        agent: isSecure ? secure : plain,
        hostname,
        port,
        method: 'POST',
        path,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        timeout: LONGEST_SILENCE_MS,
        ...(signal && { signal }),
      });
      request.on('timeout', () => request.destroy(new Error('silence')));
      request.on('error', reject);
      request.on('response', (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          answer += piece;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve(answer);
          else reject(new Error(`${response.statusCode}`));
        });
      });
      request.end(body);
    });
  }

  return {
    async ask(operation, input, signal) {
      signal?.throwIfAborted();
      if (Date.now() < pausedUntil) return undefined;
      try {
        const answer = JSON.parse(await post(operation, input, signal));
        if (typeof answer !== 'object' || answer === null) throw new Error('no answer of SQS');
        return answer;
      } catch {
        signal?.throwIfAborted();
        pausedUntil = Date.now() + PAUSE_MS;
        return undefined;
      }
    },
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}
