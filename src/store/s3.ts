import type { S3Client } from '@aws-sdk/client-s3';
import { formatS3Address, type S3Address } from './address.ts';
import { factsOf } from './aws-retry.ts';
import { withBody } from './body.ts';
import { AlreadyExistsError } from './exists.ts';
import type { StoreOptions } from './options.ts';
import { checkPath, checkPrefix, resolvePrefix } from './path.ts';
import { checkRange, pastTheEnd } from './range.ts';
import { abortable, connect, type S3Connection } from './s3-client.ts';
import type { S3Context } from './s3-context.ts';
import { download } from './s3-download.ts';
import { s3Error } from './s3-errors.ts';
import { headObject, listObjects, withoutQuotes } from './s3-objects.ts';
import { upload } from './s3-upload.ts';
import type { Store } from './store.ts';

/** A store in a bucket, below a prefix, which gets a slash at its end. */
export function openS3({ bucket, key }: S3Address, options: StoreOptions): Store {
  return storeAt(connect(options), bucket, key === '' || key.endsWith('/') ? key : `${key}/`);
}

/** The store at a prefix that is empty or ends in a slash. */
function storeAt(connection: S3Connection, bucket: string, prefix: string): Store {
  const keyOf = (path: string) => {
    checkPath(path);
    return prefix + path;
  };
  const about = (action: S3Context['action'], key: string): Request => ({
    ...connection,
    action,
    bucket,
    key,
  });

  return {
    kind: 's3',
    address: formatS3Address({ bucket, key: prefix }),
    addressOf: (path) => formatS3Address({ bucket, key: prefix + path }),

    async *list(path = '', options = {}) {
      checkPrefix(path);
      const request = about('list', prefix + path);
      yield* await run(request, options.signal, (client) => listObjects(client, request, prefix, options));
    },

    async head(path, { signal } = {}) {
      const request = about('read', keyOf(path));
      return run(request, signal, (client) => headObject(client, request, path, signal));
    },

    async read(path, options = {}) {
      const { range, signal } = options;
      if (range) checkRange(range);
      const request = about('read', keyOf(path));
      return run(request, signal, (client) =>
        download(client, request, options).catch((error) => {
          throw range && factsOf(error).name === 'InvalidRange'
            ? pastTheEnd(formatS3Address(request), range)
            : error;
        }),
      );
    },

    async write(path, body, options = {}) {
      const { ifAbsent, signal } = options;
      return withBody(body, signal, (source) => {
        const request = about('write', keyOf(path));
        return run(request, signal, async (client) => {
          if (ifAbsent && (await exists(client, request, path, signal))) {
            throw new AlreadyExistsError(formatS3Address(request));
          }
          const { size, etag } = await upload(client, request, source, options);
          return { path, size, etag: withoutQuotes(etag), modified: new Date() };
        });
      });
    },

    async copy(from, to, { signal } = {}) {
      const source = keyOf(from);
      const target = keyOf(to);
      await run(about('copy', source), signal, async (client) => {
        const { CopyObjectCommand } = await import('@aws-sdk/client-s3');
        const path = [bucket, ...source.split('/')].map(encodeURIComponent).join('/');
        const command = new CopyObjectCommand({ Bucket: bucket, Key: target, CopySource: path });
        await client.send(command, abortable(signal));
      });
    },

    async delete(path) {
      const request = about('delete', keyOf(path));
      await run(request, undefined, async (client) => {
        const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: request.key }));
      });
    },

    at(path) {
      return storeAt(connection, bucket, resolvePrefix(bucket, prefix, path));
    },
  };
}

/** What is asked, with the connection that it is asked over. */
type Request = S3Context & S3Connection;

/** Does work with the client; what fails comes out as a sentence, what is aborted as the signal's reason. */
async function run<T>(
  request: Request,
  signal: AbortSignal | undefined,
  work: (client: S3Client) => Promise<T>,
) {
  try {
    signal?.throwIfAborted();
    const result = await work(await request.client());
    request.known.add(request.bucket);
    return result;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw s3Error(error, request);
  }
}

/**
 * Asked before a write that must not replace anything: it says so before the bytes are sent, and it
 * is all that there is on servers that know no conditional write. Who may not look may still write.
 */
async function exists(client: S3Client, request: Request, path: string, signal: AbortSignal | undefined) {
  try {
    return (await headObject(client, request, path, signal)) !== undefined;
  } catch (error) {
    if (factsOf(error).status === 403) return false;
    throw error;
  }
}
