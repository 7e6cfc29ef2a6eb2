import { addAbortSignal, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { messageOf, UserError } from '../base/error.ts';
import { isTransient, waitBefore } from './aws-retry.ts';
import { abortable } from './s3-client.ts';
import type { S3Context } from './s3-context.ts';
import { notS3, s3Error } from './s3-errors.ts';
import type { ReadOptions } from './store.ts';

/**
 * Begins to read an object and returns its bytes as a stream. Where the connection breaks, the
 * stream goes on from the byte that it has come to, as long as the object is still the same and
 * the deadline does not pass without a byte.
 */
export async function download(
  client: S3Client,
  context: S3Context,
  options: ReadOptions,
): Promise<Readable> {
  const { range, signal } = options;
  const start = range?.start ?? 0;
  const answer = await get(client, context, { start, end: range?.end, signal });
  const ended = new AbortController();
  const state = {
    body: bodyOf(answer),
    etag: answer.ETag,
    next: start,
    end: lastByte(answer, start),
    ended: ended.signal,
  };

  const chunks = bytes(client, context, state);
  const stream = new Readable({
    highWaterMark: 256 * 1024,
    read() {
      chunks.next().then(
        ({ value, done }) => this.push(done ? null : value),
        (error) => this.destroy(error),
      );
    },
    // Also while the generator waits for bytes that may never come.
    destroy(error, done) {
      ended.abort();
      state.body.destroy();
      done(error);
    },
  });
  return signal ? addAbortSignal(signal, stream) : stream;
}

interface Download {
  body: Readable;
  etag: string | undefined;
  /** The byte of the object that comes next. */
  next: number;
  /** The last byte that is wanted; undefined when the server does not say how many there are. */
  end: number | undefined;
  /** Aborted when nobody wants the bytes any more. */
  ended: AbortSignal;
}

async function* bytes(client: S3Client, context: S3Context, state: Download): AsyncGenerator<Uint8Array> {
  const isComplete = () => state.end !== undefined && state.next > state.end;
  let waitingSince = Date.now();
  let tries = 0;
  while (true) {
    try {
      for await (const chunk of state.body) {
        state.next += chunk.length;
        tries = 0;
        yield chunk;
        // However long the reader took with it, the server is waited for only from now on.
        waitingSince = Date.now();
      }
      if (state.end === undefined) return;
    } catch (error) {
      if (/^Checksum mismatch/.test(messageOf(error))) throw s3Error(error, context);
    }
    // An error, or an end, that comes before the last byte means a broken connection.
    if (isComplete()) return;
    state.body = await resume(client, context, state, tries++, waitingSince);
  }
}

/** Opens the object again at the byte that comes next, trying until the deadline has passed. */
async function resume(client: S3Client, context: S3Context, state: Download, tries: number, since: number) {
  const { next: start, end, etag, ended: signal } = state;
  const isLate = () => Date.now() - since > context.deadlineMs;
  for (let wait = tries; ; wait++) {
    signal.throwIfAborted();
    if (isLate()) throw s3Error(Object.assign(new Error('No bytes came'), { name: 'TimeoutError' }), context);
    if (wait > 0) await sleep(waitBefore(wait), undefined, { signal });
    try {
      return bodyOf(await get(client, context, { start, end, etag, signal }));
    } catch (error) {
      if (isLate() || !isTransient(error)) throw s3Error(error, context);
    }
  }
}

interface Part {
  start: number;
  /** Undefined: to the end. */
  end: number | undefined;
  /** With its quotes; an object that has another one is not read. */
  etag?: string | undefined;
  signal: AbortSignal | undefined;
}

async function get(client: S3Client, context: S3Context, { start, end, etag, signal }: Part) {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const isPart = start > 0 || end !== undefined;
  const command = new GetObjectCommand({
    Bucket: context.bucket,
    Key: context.key,
    ...(isPart && { Range: `bytes=${start}-${end ?? ''}` }),
    ...(etag && { IfMatch: etag }),
  });
  const answer = await client.send(command, abortable(signal));
  const body = bodyOf(answer);
  // Without a listener, an error that comes before somebody reads would end the process.
  body.on('error', () => {});
  const wrong = whatIsWrong(answer, context, isPart ? start : undefined, etag);
  if (wrong) body.destroy();
  if (wrong) throw wrong;
  return answer;
}

function whatIsWrong(answer: GetObjectCommandOutput, context: S3Context, start?: number, etag?: string) {
  if (!answer.ETag) return notS3(context);
  const address = `s3://${context.bucket}/${context.key}`;
  if (etag && answer.ETag !== etag) {
    return new UserError(`${address} was changed while it was being read.`, {
      hint: 'Try again when nobody writes it.',
    });
  }
  if (start !== undefined && !answer.ContentRange?.startsWith(`bytes ${start}-`)) {
    return new UserError(`A part of ${address} was asked for, and the server sent something else.`, {
      hint: 'Check that the endpoint serves ranges of bytes.',
    });
  }
  return undefined;
}

function lastByte(answer: GetObjectCommandOutput, start: number): number | undefined {
  const last = /^bytes \d+-(\d+)\//.exec(answer.ContentRange ?? '')?.[1];
  if (last !== undefined) return Number(last);
  return answer.ContentLength === undefined ? undefined : start + answer.ContentLength - 1;
}

function bodyOf(answer: GetObjectCommandOutput): Readable {
  if (!(answer.Body instanceof Readable)) throw new Error('The answer to GetObject has no stream');
  return answer.Body;
}
