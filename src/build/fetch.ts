import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import pLimit from 'p-limit';
import { formatBytes, formatCount } from '../base/format.ts';
import { hashOf } from '../base/hash.ts';
import type { Content } from '../parts/part.ts';
import { type Digest, digestFile } from '../payload/entry.ts';
import { localFile, once } from './cache.ts';
import type { Job } from './job.ts';
import type { Plan } from './plan.ts';
import { ensureUnchanged, type LocatedFile, type Source } from './sources.ts';

/** A source whose content is known by its hash. */
export type Fetched = Source & { content: Content };

export interface FetchResult {
  sources: Fetched[];
  icon: Content | undefined;
  /** The picture files that steps name, by the name that the spec has for them. */
  assets: Map<string, Content>;
  /** Bytes that really came over the network. */
  downloaded: number;
}

/** Downloads at once: they wait for the network, not for this machine. */
const DOWNLOADS = 8;

/**
 * Makes the content of every source known by its hash. A file of a folder is read where it lies;
 * an object of a bucket is downloaded, unless the cache knows its ETag from an earlier time.
 */
export async function fetch(job: Job, plan: Plan): Promise<FetchResult> {
  const limit = pLimit(Math.max(DOWNLOADS, job.concurrency));
  const total = plan.sources.length + plan.assets.size + (plan.icon ? 1 : 0);
  let done = 0;
  let downloaded = 0;
  const content = async (source: LocatedFile) => {
    const result = await contentOf(job, source, (bytes) => {
      downloaded += bytes;
    });
    job.progress(
      `${++done} of ${formatCount(total, 'source')}${downloaded ? `, ${formatBytes(downloaded)}` : ''}`,
    );
    return result;
  };
  const sources = await Promise.all(
    plan.sources.map((source) => limit(async () => ({ ...source, content: await content(source) }))),
  );
  const icon = plan.icon && (await content(plan.icon));
  const assets = new Map<string, Content>();
  for (const [name, asset] of plan.assets) assets.set(name, await content(asset));
  return { sources, icon, assets, downloaded };
}

async function contentOf(
  job: Job,
  source: LocatedFile,
  onDownload: (bytes: number) => void,
): Promise<Content> {
  const { store, object } = source;
  const { signal, work, cache } = job;
  signal.throwIfAborted();
  if (store.kind === 'folder') {
    const file = await localFile(store, object.path, work, signal);
    return { ...(await digestFile(file, signal)), file: async () => file };
  }
  const key = hashOf([store.addressOf(object.path), object.etag, object.size]);
  const known = await cache.get<Digest>('etags', key);
  const later = once(() => localFile(store, object.path, work, signal));
  if (known) return { ...known, file: later };

  const file = join(await mkdtemp(join(work, 'source-')), 'bytes');
  const digest = await download(job, source, file);
  onDownload(digest.size);
  await cache.put('etags', key, digest);
  return { ...digest, file: async () => file };
}

async function download({ signal }: Job, source: LocatedFile, file: string): Promise<Digest> {
  const { store, object } = source;
  const hash = createHash('sha256');
  let size = 0;
  let crc = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      crc = crc32(chunk, crc);
      size += chunk.length;
      next(null, chunk);
    },
  });
  await pipeline(await store.read(object.path, { signal }), watch, createWriteStream(file), { signal });
  await ensureUnchanged(source, signal);
  return { size, crc32: crc, sha256: hash.digest('hex') };
}
