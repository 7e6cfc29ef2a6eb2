import type { MiddlewareHandler } from 'hono';
import { parseAccept } from 'hono/utils/accept';

/** What is text, whatever it is called. */
const TEXT =
  /^(text\/(?!event-stream)|image\/svg|application\/(json|javascript|xml|x-ndjson|ndjson|sql)\b|[^;]*\+(json|xml)\b)/i;

/** Bytes below which compressing saves no packet. */
const SMALL = 1024;

/** Compresses texts of more than 1 kB, streams as they come, for whoever understands gzip; ranges stay as they are. */
export const compress: MiddlewareHandler = async (c, next) => {
  await next();
  const { body, headers, status } = c.res;
  if (!body || status === 206 || !TEXT.test(headers.get('content-type') ?? '')) return;
  if (headers.has('content-encoding') || Number(headers.get('content-length') ?? SMALL) < SMALL) return;
  // A download of known length can be watched and resumed, which is worth more.
  if (headers.has('content-disposition') && headers.has('content-length')) return;
  headers.append('vary', 'accept-encoding');
  if (c.req.method === 'HEAD' || !acceptsGzip(c.req.header('accept-encoding'))) return;

  const { start, isAll, stream } = await peek(body);
  if (isAll && start.length < SMALL) {
    c.res = new Response(start, c.res);
    return;
  }
  c.res = new Response(stream.pipeThrough(new CompressionStream('gzip')), c.res);
  c.res.headers.delete('content-length');
  c.res.headers.set('content-encoding', 'gzip');
  const etag = c.res.headers.get('etag');
  if (etag && !etag.startsWith('W/')) c.res.headers.set('etag', `W/${etag}`);
};

function acceptsGzip(header: string | undefined): boolean {
  if (header === undefined) return false;
  const accepts = parseAccept(header);
  const found =
    accepts.find(({ type }) => type.toLowerCase() === 'gzip') ?? accepts.find(({ type }) => type === '*');
  return found !== undefined && found.q > 0;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The first bytes of a body, whether they are all, and the whole of it as a stream again. */
async function peek(
  body: ReadableStream<Bytes>,
): Promise<{ start: Bytes; isAll: boolean; stream: ReadableStream<Bytes> }> {
  const reader = body.getReader();
  const first = await reader.read();
  const start = first.value ?? new Uint8Array();
  // A text of known length comes in one piece.
  const second = first.done || start.length >= SMALL ? undefined : await reader.read();
  const stream = new ReadableStream<Bytes>({
    start(controller) {
      if (start.length > 0) controller.enqueue(start);
      if (second?.value) controller.enqueue(second.value);
      if (first.done || second?.done) controller.close();
    },
    async pull(controller) {
      const { value, done } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { start, isAll: first.done || (second?.done ?? false), stream };
}
