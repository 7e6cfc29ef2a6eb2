import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { s3ErrorXml } from './fault-proxy.ts';

/** An S3 server that knows conditional writes. */
export interface ConditionalS3 {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a server before the one at `upstream`, which takes no notice of `If-None-Match: *`, as S3
 * does: of all writes on that condition to one key, the first that succeeds is the only one.
 */
export async function startConditionalS3(upstream: string): Promise<ConditionalS3> {
  const taken = new Set<string>();
  /** The last write to a key that is on its way. */
  const writing = new Map<string, Promise<void>>();
  const server = createServer((incoming, outgoing) => {
    // Workers are killed at any time.
    incoming.on('error', () => {});
    outgoing.on('error', () => {});
    const { method, url: key = '', headers } = incoming;
    if (method !== 'PUT' || headers['if-none-match'] !== '*') {
      return void forward(incoming, incoming, outgoing).catch(() => outgoing.destroy());
    }
    const before = writing.get(key);
    const write = (async () => {
      await before;
      const body = await buffer(incoming);
      if (taken.has(key)) {
        outgoing.writeHead(412, { 'content-type': 'application/xml' });
        outgoing.end(s3ErrorXml('PreconditionFailed', 'At least one of the conditions did not hold'));
      } else if ((await forward(body, incoming, outgoing)) === 200) taken.add(key);
    })().catch(() => void outgoing.destroy());
    writing.set(key, write);
    write.then(() => {
      if (writing.get(key) === write) writing.delete(key);
    });
  });

  /** Sends a request on, and gives the status of the answer. */
  function forward(
    body: Buffer | IncomingMessage,
    { method, url: path, headers }: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<number> {
    const { hostname, port } = new URL(upstream);
    return new Promise((resolve, reject) => {
      const request = httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
        answer.on('end', () => resolve(answer.statusCode ?? 502));
        answer.on('error', reject);
      });
      request.on('error', reject);
      if (Buffer.isBuffer(body)) request.end(body);
      else body.pipe(request);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
