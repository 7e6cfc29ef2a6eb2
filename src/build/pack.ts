import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBytes } from '../base/format.ts';
import { hashOf, sha256 } from '../base/hash.ts';
import type { PartName } from '../parts/list.ts';
import type { Content, NativeLibrary } from '../parts/part.ts';
import { bytesEntry, fileEntry, type PayloadEntry } from '../payload/entry.ts';
import { MANIFEST } from '../payload/format.ts';
import type { Manifest } from '../payload/manifest.ts';
import { writeExecutable } from '../payload/write.ts';
import { type TargetName, targets } from '../spec/targets.ts';
import { appCode } from './app-code.ts';
import type { FetchResult } from './fetch.ts';
import { holdallVersion } from './installation.ts';
import type { Job } from './job.ts';
import { nativeFiles, nativeIdentity } from './native.ts';
import type { Plan } from './plan.ts';
import type { Processed } from './process.ts';
import { baseNodeVersion } from './shell/base-node.ts';
import { setResources } from './shell/resources.ts';
import { shell } from './shell/shell.ts';

/** All that goes into an executable, known by its hashes before a byte of it is packed. */
export interface Contents {
  /** By their paths in the payload; the same for every target. */
  files: Map<string, Content | Uint8Array>;
  /** The libraries of machine code, of which each target gets its own files. */
  native: NativeLibrary[];
  loader: Uint8Array;
  /** The hash that two builds share exactly when they pack the same. */
  content: string;
  version: string;
  /** Without the files that are a target's own. */
  manifest: Omit<Manifest, 'target'>;
}

/** A finished executable, where it was built. */
export interface Executable {
  target: TargetName;
  /** `NAME-VERSION-TARGET`, with `.exe` for Windows. */
  fileName: string;
  file: string;
}

/** Gathers what will be packed, and names it: the version may come from the content. */
export async function gather(
  plan: Plan,
  fetched: FetchResult,
  processed: Processed,
  commit?: string,
): Promise<Contents> {
  const parts = processed.parts.map(({ name }) => name as PartName);
  const { app, loader } = await appCode(
    parts.map((name) => ({ name, bundles: processed.needs.get(name)?.code ?? [] })),
  );
  const files = new Map<string, Content | Uint8Array>([
    ...app,
    ...[...processed.files].map(
      ([path, source]) => [path, typeof source === 'string' ? Buffer.from(source) : source] as const,
    ),
  ]);
  const listed = listOf(files);
  const node = await baseNodeVersion();
  const native = [...new Set([...processed.needs.values()].flatMap((needs) => needs.native ?? []))];
  const { name, title } = plan;
  const { executable } = plan.loaded.spec;
  const identity = { name, title, holdall: holdallVersion, node, parts: processed.parts };
  const content = hashOf({
    ...identity,
    files: listed,
    loader: sha256(loader),
    executable,
    icon: fetched.icon?.sha256,
    ...(native.length > 0 && { native: await nativeIdentity(native) }),
  });
  const version = plan.version ?? content.slice(0, 12);
  return {
    files,
    native,
    loader,
    content,
    version,
    manifest: {
      ...identity,
      version,
      content,
      date: dateOf(plan),
      ...(commit === undefined ? {} : { commit }),
      spec: { file: plan.loaded.file, sha256: plan.loaded.sha256 },
      sources: fetched.sources.map(({ name, content: { size, sha256 } }) => ({ path: name, size, sha256 })),
      files: listed,
    },
  };
}

/** Writes an executable for each target: shell, then payload. */
export async function pack(
  job: Job,
  plan: Plan,
  fetched: FetchResult,
  contents: Contents,
  wanted: readonly TargetName[],
): Promise<Executable[]> {
  // Only data is missing from a publication.
  if (wanted.length === 0) return [];
  const folder = join(job.work, 'deflated');
  await mkdir(folder);
  const shared = await makeEntries(job, contents.files, folder);
  const executables: Executable[] = [];
  // One after the other: making a shell takes gigabytes of memory.
  for (const target of wanted) {
    const fileName = `${plan.name}-${contents.version}-${target}${targets[target].extension}`;
    const file = join(job.work, fileName);
    const made = await shell(job, target, contents.loader);
    const ready =
      targets[target].os === 'win32'
        ? await withResources(job, plan, fetched, contents, made)
        : await made.file();
    const own = await nativeFiles(job, contents.native, target);
    const entries = [...shared, ...(await makeEntries(job, own, folder))].sort(byPath);
    const files = [...contents.manifest.files, ...listOf(own)].sort(byPath);
    const manifest: Manifest = { ...contents.manifest, files, target };
    const first = bytesEntry(MANIFEST, Buffer.from(JSON.stringify(manifest, null, 1)));
    let written = 0;
    await writeExecutable(ready, [first, ...entries], file, {
      signal: job.signal,
      onProgress: (bytes) => {
        written += bytes;
        job.progress(`${fileName}: ${formatBytes(written)}`);
      },
    });
    executables.push({ target, fileName, file });
  }
  return executables;
}

async function makeEntries(
  { signal }: Job,
  files: ReadonlyMap<string, Content | Uint8Array>,
  folder: string,
): Promise<PayloadEntry[]> {
  const entries: PayloadEntry[] = [];
  for (const [path, source] of files) {
    signal.throwIfAborted();
    if (source instanceof Uint8Array) entries.push(bytesEntry(path, source));
    else entries.push(await fileEntry(path, await source.file(), folder, { digest: source, signal }));
  }
  return entries;
}

/** The files as the manifest lists them. */
function listOf(files: ReadonlyMap<string, Content | Uint8Array>): Manifest['files'] {
  return [...files]
    .map(([path, source]) => ({
      path,
      ...(source instanceof Uint8Array
        ? { size: source.length, sha256: sha256(source) }
        : { size: source.size, sha256: source.sha256 }),
    }))
    .sort(byPath);
}

/** The app's code first, since `app/` sorts before the data. */
const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);

async function withResources(
  job: Job,
  plan: Plan,
  { icon }: FetchResult,
  { version }: Contents,
  made: Content,
): Promise<string> {
  const { company, copyright } = plan.loaded.spec.executable ?? {};
  const out = join(job.work, 'shell-with-resources.exe');
  await setResources(await made.file(), out, {
    name: plan.name,
    title: plan.title,
    version,
    ...(icon && plan.icon ? { icon: { file: await icon.file(), name: plan.icon.name } } : {}),
    ...(company === undefined ? {} : { company }),
    ...(copyright === undefined ? {} : { copyright }),
  });
  return out;
}

/**
 * The day that the contents are from: the newest source's, in UTC, or the spec's where it has none;
 * `SOURCE_DATE_EPOCH` (seconds) overrides it. A day and not a time, so that two copies of the same inputs give the same bytes.
 */
function dateOf({ sources, loaded }: Plan): string {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const dates = sources.map(({ object }) => object.modified.getTime());
  const newest = dates.length > 0 ? Math.max(...dates) : loaded.modified.getTime();
  return new Date(epoch ? Number(epoch) * 1000 : newest).toISOString().slice(0, 10);
}
