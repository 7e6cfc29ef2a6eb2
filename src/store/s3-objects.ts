import type { _Object, S3Client } from '@aws-sdk/client-s3';
import { UserError } from '../base/error.ts';
import { factsOf } from './aws-retry.ts';
import { byPath, isPath } from './path.ts';
import { abortable, type S3Connection } from './s3-client.ts';
import type { S3Context } from './s3-context.ts';
import { notS3 } from './s3-errors.ts';
import type { ListOptions, StoredObject } from './store.ts';

/**
 * All objects whose keys begin with the request's key, as paths below `place`. They are sorted here:
 * S3 orders keys by UTF-8, which is not quite the order by UTF-16, and other servers differ more.
 */
export async function listObjects(
  client: S3Client,
  request: S3Context,
  place: string,
  { signal, skip }: ListOptions,
): Promise<StoredObject[]> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const found: StoredObject[] = [];
  let next: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      Bucket: request.bucket,
      Prefix: request.key,
      ...(next && { ContinuationToken: next }),
    });
    const page = await client.send(command, abortable(signal));
    if (page.Name === undefined && page.IsTruncated === undefined) throw notS3(request);
    found.push(
      ...(page.Contents ?? [])
        .map((object) => describe(object, request, place))
        .filter((each) => each !== undefined),
    );
    next = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (next);
  return (skip ? found.filter(({ path }) => !foldersOf(path).some(skip)) : found).sort(byPath);
}

/** Undefined when there is no such object; when there is not even the bucket, that is an error. */
export async function headObject(
  client: S3Client,
  request: S3Context & S3Connection,
  path: string,
  signal: AbortSignal | undefined,
): Promise<StoredObject | undefined> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  const { bucket, key, known } = request;
  try {
    const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), abortable(signal));
    const { ETag, ContentLength: size, LastModified: modified } = answer;
    if (!ETag || size === undefined || !modified) throw notS3(request);
    return { path, size, etag: withoutQuotes(ETag), modified };
  } catch (error) {
    const { status } = factsOf(error);
    if (status === undefined || (status === 404 && known.has(bucket))) {
      if (status === 404) return undefined;
      throw error;
    }
    const reason = await whyNot(client, request, signal);
    if (factsOf(reason).name === 'NoSuchKey') return undefined;
    throw reason ?? error;
  }
}

/** An answer to HEAD has no body and so no reason: asking for the first byte gives one. */
async function whyNot(
  client: S3Client,
  { bucket, key }: S3Context,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, Range: 'bytes=0-0' });
  try {
    const { Body } = await client.send(command, abortable(signal));
    await Body?.transformToByteArray();
    return undefined;
  } catch (error) {
    return factsOf(error).name === 'InvalidRange' ? undefined : error;
  }
}

/** An ETag as the store has it: S3 writes it between quotes. */
export function withoutQuotes(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1');
}

function describe(
  { Key = '', Size = 0, ETag = '', LastModified }: _Object,
  request: S3Context,
  place: string,
) {
  const path = Key.slice(place.length);
  // What file managers put in a bucket to show a folder.
  if (Size === 0 && (path === '' || path.endsWith('/'))) return undefined;
  if (!isPath(path)) {
    throw new UserError(`s3://${request.bucket}/${Key} has a name that no file can have.`, {
      hint: 'Rename it: between slashes there must be a name, and not . or ..',
    });
  }
  return { path, size: Size, etag: withoutQuotes(ETag), modified: LastModified ?? new Date(0) };
}

/** `a/b/c` lies in `a/` and `a/b/`. */
function foldersOf(path: string): string[] {
  const ends = [...path.matchAll(/\//g)].map(({ index }) => index + 1);
  return ends.map((end) => path.slice(0, end));
}
