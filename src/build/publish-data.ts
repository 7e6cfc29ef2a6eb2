import pLimit from 'p-limit';
import { formatCount } from '../base/format.ts';
import { mediaTypeOf } from '../image/formats.ts';
import type { Content } from '../parts/part.ts';
import type { Store } from '../store/store.ts';
import type { Job } from './job.ts';
import type { Publication } from './publication.ts';

/** A file that is published beside the executables: processed pictures, tables, what is known of them. */
export interface DataFile {
  /** Below `NAME/VERSION/data/`: `images/pens/red.webp`. */
  path: string;
  content: Content;
}

/** Uploads at once: they wait for the network, not for this machine. */
const UPLOADS = 8;

/** Those that a publication of the same content does not hold yet, or not these bytes of them. */
export async function missingData(
  { signal }: Job,
  output: Store,
  folder: string,
  { data: published = [] }: Pick<Publication, 'data'>,
  wanted: DataFile[],
): Promise<DataFile[]> {
  if (wanted.length === 0) return [];
  const hashes = new Map(published.map(({ path, sha256 }) => [path, sha256]));
  const sizes = await sizesBelow(output, `${folder}data/`, signal);
  return wanted.filter(
    ({ path, content }) => hashes.get(path) !== content.sha256 || sizes.get(path) !== content.size,
  );
}

/** Writes data files below a publication's folder, several at once. `write` is the publication's own. */
export async function uploadData(
  job: Job,
  folder: string,
  files: DataFile[],
  write: (path: string, body: { file: string }, contentType: string) => Promise<void>,
): Promise<void> {
  const limit = pLimit(UPLOADS);
  let done = 0;
  let failed = false;
  const upload = async ({ path, content }: DataFile) => {
    job.signal.throwIfAborted();
    if (failed) return;
    await write(`${folder}data/${path}`, { file: await content.file() }, contentType(path)).catch((error) => {
      failed = true;
      throw error;
    });
    job.progress(`${++done} of ${formatCount(files.length, 'data file')}`);
  };
  // All are waited for: what is still on its way could not be removed after a failure.
  const results = await Promise.allSettled(files.map((file) => limit(upload, file)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Removes the data that other content, which was replaced, had left under the same version. */
export async function removeStaleData(
  { signal }: Job,
  output: Store,
  folder: string,
  wanted: DataFile[],
): Promise<void> {
  const kept = new Set(wanted.map(({ path }) => path));
  const found = await sizesBelow(output, `${folder}data/`, signal);
  for (const path of found.keys()) if (!kept.has(path)) await output.delete(`${folder}data/${path}`);
}

async function sizesBelow(output: Store, prefix: string, signal: AbortSignal): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const { path, size } of output.list(prefix, { signal }))
    sizes.set(path.slice(prefix.length), size);
  return sizes;
}

const contentTypes: Record<string, string> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const contentType = (path: string) =>
  contentTypes[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? mediaTypeOf(path);
