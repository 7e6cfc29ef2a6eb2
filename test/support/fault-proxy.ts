import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request as the proxy saw it. */
export interface SeenRequest {
  /** Counted from 1. */
  number: number;
  method: string;
  /** Path and query, as sent. */
  path: string;
  headers: IncomingHttpHeaders;
}

/** What to do to a request instead of passing it on. */
export type Fault =
  /** The connection is reset before there is any answer; the server never sees the request. */
  | { kind: 'reset' }
  /** The server does the work, and the connection is reset instead of its answer. */
  | { kind: 'lose-answer' }
  /** The connection is reset once so many bytes of the answer's body have been passed on. */
  | { kind: 'reset-after'; bytes: number }
  /** The connection is closed properly, but early: after so many bytes of the answer's body. */
  | { kind: 'end-after'; bytes: number }
  /** The connection is reset once so many bytes of the request's body have come in. */
  | { kind: 'drop-upload'; bytes: number }
  /** The answer's body comes in pieces of so many bytes with a pause before each. */
  | { kind: 'slow'; bytes: number; delayMs: number }
  /** No answer, and the connection stays open; with `bytes`, that many bytes of the body come first. */
  | { kind: 'stall'; bytes?: number }
  /** One bit of the answer's body is another. */
  | { kind: 'flip-bit'; at: number }
  /** This answer; the server never sees the request. */
  | { kind: 'answer'; status: number; body?: string; headers?: Record<string, string> };

/** A server that passes requests on to another one and does faults to those that it is told to. */
export interface FaultProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** All requests so far, those with a fault included. */
  readonly requests: readonly SeenRequest[];
  /** Another script from the next request on; undefined: no faults. Forgets the requests so far. */
  script(fault?: (request: SeenRequest) => Fault | undefined): void;
  stop(): Promise<void>;
}

/** Starts a proxy before the HTTP server at `upstream`, on a free port. */
export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const requests: SeenRequest[] = [];
  let script: ((request: SeenRequest) => Fault | undefined) | undefined;

  const server = createServer((incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const seen = { number: requests.length + 1, method, path, headers };
    requests.push(seen);
    // Either side may break the connection at any time: that is what this server is for.
    incoming.on('error', () => {});
    outgoing.on('error', () => {});
    handle(upstream, incoming, outgoing, script?.(seen)).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script(fault) {
      script = fault;
      requests.length = 0;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The body of an S3 error answer. */
export function s3ErrorXml(code: string, message: string, fields: Record<string, string> = {}): string {
  const all = { Code: code, Message: message, ...fields, RequestId: 'TEST', HostId: 'TEST' };
  const xml = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml.join('')}</Error>`;
}

/** An answer with an S3 error in it. */
export function s3ErrorAnswer(
  status: number,
  code: string,
  message = `${code} message`,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Fault {
  const body = s3ErrorXml(code, message, fields);
  return { kind: 'answer', status, body, headers: { 'content-type': 'application/xml', ...headers } };
}

async function handle(upstream: string, incoming: IncomingMessage, outgoing: ServerResponse, fault?: Fault) {
  if (fault?.kind === 'reset') return reset(incoming);
  if (fault?.kind === 'stall' && fault.bytes === undefined) return;
  if (fault?.kind === 'answer') {
    incoming.resume();
    outgoing.writeHead(fault.status, fault.headers);
    outgoing.end(incoming.method === 'HEAD' ? undefined : fault.body);
    return;
  }
  if (fault?.kind === 'drop-upload') {
    let seen = 0;
    for await (const chunk of incoming) {
      seen += chunk.length;
      if (seen >= fault.bytes) break;
    }
    return reset(incoming);
  }
  const answer = await pass(upstream, incoming);
  if (fault?.kind === 'lose-answer') {
    answer.resume();
    answer.once('end', () => reset(incoming));
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
  await sendBody(answer, incoming, outgoing, fault);
}

/** Sends a request on to the server behind, as it came, and waits for the head of the answer. */
function pass(upstream: string, incoming: IncomingMessage): Promise<IncomingMessage> {
  const { hostname, port } = new URL(upstream);
  const { method, url: path, headers } = incoming;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path, headers, agent: false }, resolve);
    request.on('error', reject);
    incoming.pipe(request);
  });
}

async function sendBody(
  answer: IncomingMessage,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault?: Fault,
) {
  let sent = 0;
  for await (const part of pieces(answer, fault?.kind === 'slow' ? fault.bytes : Number.POSITIVE_INFINITY)) {
    let piece = part;
    if (fault?.kind === 'slow') await sleep(fault.delayMs);
    if (fault?.kind === 'flip-bit' && fault.at >= sent && fault.at < sent + piece.length) {
      piece = Buffer.from(piece);
      piece.writeUInt8(piece.readUInt8(fault.at - sent) ^ 1, fault.at - sent);
    }
    const limit = fault && 'bytes' in fault && fault.kind !== 'slow' ? (fault.bytes ?? 0) : undefined;
    if (limit !== undefined && sent + piece.length > limit) {
      await write(outgoing, piece.subarray(0, limit - sent));
      if (fault?.kind === 'stall') return;
      if (fault?.kind === 'end-after') incoming.socket.end();
      else reset(incoming);
      return;
    }
    await write(outgoing, piece);
    sent += piece.length;
  }
  outgoing.end();
}

/** The chunks of a stream, none longer than `size`. */
async function* pieces(stream: IncomingMessage, size: number): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    for (let start = 0; start < chunk.length; start += size) yield chunk.subarray(start, start + size);
  }
}

/** Writes and waits until the bytes have left, so that a reset right after does not swallow them. */
async function write(outgoing: ServerResponse, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    outgoing.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function reset(incoming: IncomingMessage): void {
  incoming.socket.resetAndDestroy();
}
