import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Body } from './store.ts';

/**
 * Runs work that reads a body once, and closes the body however the work ends. The work gets the
 * body as one that ends at an abort, even when its source is stuck; an abort comes out as the
 * signal's reason, and an error of the body as it is.
 */
export async function withBody<T>(
  body: Body,
  signal: AbortSignal | undefined,
  work: (body: Body) => Promise<T>,
): Promise<T> {
  const source = body instanceof Readable ? abortableStream(body, signal) : body;
  try {
    signal?.throwIfAborted();
    return await work(source);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    // The source's own failure comes out as it is, and not as what it would mean for the target.
    if (source instanceof Readable && source.errored) throw source.errored;
    throw error;
  } finally {
    if (source instanceof Readable) source.destroy();
    if (body instanceof Readable) body.destroy();
  }
}

/** True for a body that is a file on this machine. */
export function isFile(body: Body): body is { file: string } {
  return typeof body === 'object' && 'file' in body;
}

/** The same bytes; an error of the body is thrown to who reads them, and not to the process before. */
function abortableStream(body: Readable, signal: AbortSignal | undefined): Readable {
  const stream = new PassThrough({ highWaterMark: 256 * 1024 });
  stream.on('error', () => {});
  pipeline(body, stream, signal ? { signal } : {}).catch(() => {});
  return stream;
}
