import { text } from 'node:stream/consumers';
import { UserError } from '../base/error.ts';
import { formatBytes } from '../base/format.ts';
import type { TargetName } from '../spec/targets.ts';
import { AlreadyExistsError } from '../store/exists.ts';
import type { Store } from '../store/store.ts';
import { downloadPage } from './download-page.ts';
import type { FetchResult } from './fetch.ts';
import type { Job } from './job.ts';
import type { Contents } from './pack.ts';
import type { Plan } from './plan.ts';
import { type Latest, latestSchema, type Publication, publicationSchema } from './publication.ts';
import { type DataFile, missingData, removeStaleData, uploadData } from './publish-data.ts';
import type { Verified } from './verify.ts';

/** What the output store holds of this version already, and what is left to do. */
export interface Release {
  /** `NAME/VERSION/`, in the output store. */
  folder: string;
  /** The publication of the same content that is there, if there is one. */
  published: Publication | undefined;
  /** Targets that are not published yet. */
  missing: TargetName[];
  /** Data files that are not published yet. */
  missingData: DataFile[];
  /** Other content is published under this version and is to be replaced. */
  replaces: boolean;
}

/**
 * Compares with what is published. Throws a `UserError` when the version holds other content and
 * the request does not say to replace it.
 */
export async function compare(job: Job, plan: Plan, contents: Contents, data: DataFile[]): Promise<Release> {
  const folder = `${plan.name}/${contents.version}/`;
  const found = await readJson(plan.output, `${folder}manifest.json`, job.signal);
  const anew = { folder, published: undefined, missing: plan.targets, missingData: data };
  if (found === undefined) return { ...anew, replaces: false };

  const published = publicationSchema.safeParse(found).data;
  if (published?.content !== contents.content) {
    if (!job.request.replace)
      throw new UserError(
        `${plan.output.addressOf(folder)} holds other content already: a version is published once.`,
        { hint: 'Give this one another version, or replace it with --replace.' },
      );
    return { ...anew, replaces: true };
  }
  const missing: TargetName[] = [];
  for (const target of plan.targets) {
    const executable = published.executables.find((one) => one.target === target);
    const object = executable && (await plan.output.head(folder + executable.file, { signal: job.signal }));
    if (!executable || object?.size !== executable.size) missing.push(target);
  }
  return {
    folder,
    published,
    missing,
    missingData: await missingData(job, plan.output, folder, published, data),
    replaces: false,
  };
}

/** Uploads executables, data, checksums and page, then the manifest, and last of all `latest.json`. */
export async function publish(
  job: Job,
  plan: Plan,
  fetched: FetchResult,
  contents: Contents,
  release: Release,
  executables: Verified[],
): Promise<Publication> {
  const { output } = plan;
  const { folder } = release;
  const { signal } = job;
  const publication = describe(plan, fetched, contents, release, executables);
  const written: string[] = [];
  const write = async (path: string, body: string | { file: string }, contentType: string, mode = 0o644) => {
    const name = path.slice(folder.length);
    const onProgress = (bytes: number) => job.progress(`${name}: ${formatBytes(bytes)}`);
    await output.write(path, body, { contentType, mode, signal, onProgress });
    written.push(path);
  };

  try {
    // A version without a manifest is unfinished, and the next build begins it anew.
    if (release.replaces) await output.delete(`${folder}manifest.json`);
    for (const { fileName, file } of executables)
      await write(folder + fileName, { file }, 'application/octet-stream', 0o755);
    await uploadData(job, folder, release.missingData, write);
    const sums = publication.executables.map(({ file, sha256 }) => `${sha256}  ${file}\n`);
    await write(`${folder}checksums.txt`, sums.join(''), 'text/plain; charset=utf-8');
    await write(`${folder}index.html`, downloadPage(publication), 'text/html; charset=utf-8');
    await writeManifest(output, `${folder}manifest.json`, publication, release, signal);
  } catch (error) {
    // What stands beside a finished publication belongs to it.
    if (!release.published) await Promise.allSettled(written.map((path) => output.delete(path)));
    throw error;
  }
  if (release.replaces) await removeStaleData(job, output, folder, release.missingData);
  const latest: Latest = {
    name: plan.name,
    version: contents.version,
    content: contents.content,
    manifest: `${contents.version}/manifest.json`,
  };
  await output.write(`${plan.name}/latest.json`, toJson(latest), { contentType: 'application/json', signal });
  return publication;
}

/**
 * Mends what a build that was killed right before its last step left out: a finished publication
 * that is newer than `latest.json` says. An older one that is built again stays an older one.
 */
export async function mendLatest(
  job: Job,
  plan: Plan,
  contents: Contents,
  { folder }: Release,
): Promise<boolean> {
  const { output, name } = plan;
  const { signal } = job;
  const [manifest, latest] = await Promise.all([
    output.head(`${folder}manifest.json`, { signal }),
    output.head(`${name}/latest.json`, { signal }),
  ]);
  const stands = latestSchema.safeParse(await readJson(output, `${name}/latest.json`, signal)).data;
  const lost = !stands || !latest || !manifest || manifest.modified > latest.modified;
  if (!lost || stands?.content === contents.content) return false;
  const mended: Latest = {
    name,
    version: contents.version,
    content: contents.content,
    manifest: `${contents.version}/manifest.json`,
  };
  await output.write(`${name}/latest.json`, toJson(mended), { contentType: 'application/json', signal });
  return true;
}

function describe(
  plan: Plan,
  { sources }: FetchResult,
  { manifest, version, content }: Contents,
  { published, missingData }: Release,
  executables: Verified[],
): Publication {
  const made = executables.map(({ target, fileName, size, sha256 }) => ({
    target,
    file: fileName,
    size,
    sha256,
  }));
  const kept = (published?.executables ?? []).filter(
    ({ target }) => !made.some((executable) => executable.target === target),
  );
  const uploaded = missingData.map(({ path, content: { size, sha256 } }) => ({ path, size, sha256 }));
  const replaced = new Set(uploaded.map(({ path }) => path));
  const data = [...(published?.data ?? []).filter(({ path }) => !replaced.has(path)), ...uploaded].sort(
    (a, b) => (a.path < b.path ? -1 : 1),
  );
  return {
    name: plan.name,
    title: plan.title,
    version,
    content,
    date: manifest.date,
    holdall: manifest.holdall,
    node: manifest.node,
    ...(manifest.commit === undefined ? {} : { commit: manifest.commit }),
    spec: { address: plan.loaded.file, sha256: plan.loaded.sha256 },
    sources: sources.map(({ name, object, content: { size, sha256 } }) => ({
      path: name,
      size,
      etag: object.etag,
      sha256,
    })),
    parts: manifest.parts.map(({ name }) => name),
    executables: [...kept, ...made],
    ...(data.length > 0 && { data }),
  };
}

/** Of two builds that publish a version at once, one wins; the other says so unless both are the same. */
async function writeManifest(
  output: Store,
  path: string,
  publication: Publication,
  { published }: Release,
  signal: AbortSignal,
): Promise<void> {
  try {
    await output.write(path, toJson(publication), {
      contentType: 'application/json',
      ifAbsent: published === undefined,
      signal,
    });
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
    const theirs = publicationSchema.safeParse(await readJson(output, path, signal)).data;
    if (theirs?.content !== publication.content)
      throw new UserError(`Another build published other content as ${output.addressOf(path)} meanwhile.`, {
        hint: 'Give this one another version, or replace it with --replace.',
      });
  }
}

async function readJson(store: Store, path: string, signal: AbortSignal): Promise<unknown> {
  if (!(await store.head(path, { signal }))) return undefined;
  try {
    return JSON.parse(await text(await store.read(path, { signal })));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
