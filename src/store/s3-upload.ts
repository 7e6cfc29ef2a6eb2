import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { factsOf } from './aws-retry.ts';
import { isFile } from './body.ts';
import { AlreadyExistsError } from './exists.ts';
import { folderError, isFolder } from './folder-errors.ts';
import { abortable } from './s3-client.ts';
import type { S3Context } from './s3-context.ts';
import { notS3 } from './s3-errors.ts';
import type { Body, WriteOptions } from './store.ts';

const PART_SIZE = 8 * 1024 * 1024;
const MOST_PARTS = 10_000;
const CLEAN_UP_MS = 15_000;

/**
 * Uploads a body: in one request when it is small, else in parts, `concurrency` of them at once, so
 * that memory holds no more than those. When it fails or is aborted nothing is left of it in S3.
 */
export async function upload(
  client: S3Client,
  context: S3Context & { concurrency: number },
  body: Body,
  options: WriteOptions,
): Promise<{ size: number; etag: string }> {
  const [sdk, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  const id = randomUUID();
  const { source, size } = await open(body);
  try {
    const task = new Upload({
      client: wrapped(client, sdk, options.signal),
      queueSize: context.concurrency,
      partSize: Math.max(PART_SIZE, Math.ceil((size ?? 0) / MOST_PARTS)),
      params: {
        Bucket: context.bucket,
        Key: context.key,
        Body: source,
        // Tells this write from others when an answer got lost on its way.
        Metadata: { [WRITE_ID]: id },
        ...(options.contentType && { ContentType: options.contentType }),
        ...(options.ifAbsent && { IfNoneMatch: '*' }),
      },
    });
    let written = 0;
    task.on('httpUploadProgress', ({ loaded = 0 }) => {
      written = Math.max(written, loaded);
      options.onProgress?.(written);
    });
    const etag = await task.done().then(
      (result) => result.ETag,
      (error) => ownWrite(error, client, context, id, options),
    );
    if (!etag) throw notS3(context);
    return { size: size ?? written, etag };
  } catch (error) {
    if (isFile(body) && source instanceof Readable && source.errored) {
      throw folderError(source.errored, { action: 'read', file: body.file });
    }
    throw error;
  } finally {
    if (source instanceof Readable) source.destroy();
  }
}

const WRITE_ID = 'holdall-write';

/** The body as the SDK takes it, and how many bytes it has where that is known. */
async function open(body: Body): Promise<{ source: Uint8Array | Readable; size: number | undefined }> {
  if (body instanceof Readable) return { source: body, size: undefined };
  if (!isFile(body)) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    return { source: bytes, size: bytes.length };
  }
  try {
    const stats = await stat(body.file);
    if (stats.isDirectory()) throw isFolder(body.file);
    return { source: createReadStream(body.file, { highWaterMark: 1024 * 1024 }), size: stats.size };
  } catch (error) {
    throw folderError(error, { action: 'read', file: body.file });
  }
}

/**
 * The client as the uploader gets it. An abort ends every request but the two that could leave
 * parts in S3 if they were ended: the one that begins and the one that cleans up. A server that
 * does not know the condition "if absent" is asked again without it.
 */
function wrapped(client: S3Client, sdk: typeof import('@aws-sdk/client-s3'), signal?: AbortSignal): S3Client {
  const { AbortMultipartUploadCommand, CreateMultipartUploadCommand } = sdk;
  const { CompleteMultipartUploadCommand, PutObjectCommand } = sdk;
  async function send(command: Parameters<S3Client['send']>[0]): Promise<unknown> {
    if (command instanceof CreateMultipartUploadCommand) return client.send(command);
    if (command instanceof AbortMultipartUploadCommand) {
      // When even this fails, the error that comes out is the one that made it necessary.
      return client.send(command, { abortSignal: AbortSignal.timeout(CLEAN_UP_MS) }).catch(() => ({}));
    }
    return client.send(command, abortable(signal)).catch((error) => {
      if (factsOf(error).status !== 501) throw error;
      if (command instanceof PutObjectCommand && command.input.IfNoneMatch) {
        const plain = new PutObjectCommand({ ...command.input, IfNoneMatch: undefined });
        return client.send(plain, abortable(signal));
      }
      if (command instanceof CompleteMultipartUploadCommand && command.input.IfNoneMatch) {
        const plain = new CompleteMultipartUploadCommand({ ...command.input, IfNoneMatch: undefined });
        return client.send(plain, abortable(signal));
      }
      throw error;
    });
  }
  return Object.assign(Object.create(client), { send });
}

/**
 * When an answer is lost and the request is sent again, S3 finds the work done: it says that the
 * object exists, or that there is no such upload. Then this was our own write, and it went well.
 * Returns the ETag, or throws what the failure means.
 */
async function ownWrite(
  error: unknown,
  client: S3Client,
  { bucket, key }: S3Context,
  id: string,
  { ifAbsent, signal }: WriteOptions,
): Promise<string | undefined> {
  const { name, status } = factsOf(error);
  const isConflict = ifAbsent === true && (status === 412 || status === 409);
  if (!isConflict && name !== 'NoSuchUpload') throw error;
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
  const there = await client.send(command, abortable(signal)).catch(() => undefined);
  if (there?.Metadata?.[WRITE_ID] === id) return there.ETag;
  throw isConflict ? new AlreadyExistsError(`s3://${bucket}/${key}`, { cause: error }) : error;
}
