import { formatUserError, UserError } from '../base/error.ts';
import { whyUnsafeName } from '../base/names.ts';
import { packedNames } from '../image/set-options.ts';
import type { ContentKind } from '../parts/part.ts';
import type { LoadedSpec } from '../spec/load.ts';
import type { Problem } from '../spec/problem.ts';
import { isS3Address, splitAddress } from '../store/address.ts';
import { globBase, isGlob, matchGlob, unescapeGlob } from '../store/glob.ts';
import { openStore } from '../store/open.ts';
import type { StoreOptions } from '../store/options.ts';
import type { Store, StoredObject } from '../store/store.ts';

/** One file that the spec names, where it lies. */
export interface Source {
  kind: ContentKind;
  /** The image set, table, file set or form that it belongs to. */
  set: string;
  /** As messages, reports and manifests name it: relative to the spec, or an `s3://` address. */
  name: string;
  /** Its path in the set: what follows the part of the pattern that is no pattern. */
  path: string;
  /** What it is called when it is packed. */
  packedPath: string;
  store: Store;
  object: StoredObject;
}

/** One file that the spec names outside of its sets: the icon, a watermark. */
export type LocatedFile = Pick<Source, 'name' | 'store' | 'object'>;

export interface FindOptions {
  allowOutside: boolean;
  stores: StoreOptions;
  signal: AbortSignal;
  /** What the build writes: never a source, even when a glob would take it. */
  output: string;
}

/** A place in the spec, as keys from its root. */
export type SpecPath = (string | number)[];

/**
 * Finds all the sources that a spec names, and everything that is wrong with them, each problem at
 * its line of the spec.
 */
export async function findSources(
  loaded: LoadedSpec,
  options: FindOptions,
): Promise<{ sources: Source[]; problems: Problem[] }> {
  const { spec } = loaded;
  const problems: Problem[] = [];
  const sources: Source[] = [];
  for (const [kind, sets] of [
    ['images', spec.images],
    ['tables', spec.tables],
    ['files', spec.files],
    ['forms', spec.forms],
  ] as const)
    for (const [set, { from }] of Object.entries(sets ?? {})) {
      const found: Source[] = [];
      for (const [index, pattern] of (Array.isArray(from) ? from : [from]).entries()) {
        const at: SpecPath = Array.isArray(from) ? [kind, set, 'from', index] : [kind, set, 'from'];
        await collect(loaded, at, problems, async () => {
          for (const { name, path, store, object } of await findObjects(loaded, pattern, options)) {
            if (found.some((source) => source.name === name)) continue;
            const options = kind === 'images' ? spec.images?.[set] : undefined;
            const packedPath = options ? packedNames(path, options).file : path;
            found.push({ kind, set, name, path, packedPath, store, object });
          }
        });
      }
      problems.push(...badNames(loaded, [kind, set], found));
      sources.push(...found);
    }
  return { sources, problems };
}

/**
 * Makes sure that a source is still what was listed, before anything made from it is kept under
 * the hash of what it was.
 */
export async function ensureUnchanged(
  { name, store, object }: LocatedFile,
  signal: AbortSignal,
): Promise<void> {
  if ((await store.head(object.path, { signal }))?.etag === object.etag) return;
  throw new UserError(`${name} changed while it was read.`, {
    hint: 'Build again when nothing writes to it.',
  });
}

/** The one file that a path or address names, such as an icon. */
export async function findFile(
  loaded: LoadedSpec,
  at: SpecPath,
  pattern: string,
  options: FindOptions,
): Promise<{ source: LocatedFile } | { problems: Problem[] }> {
  const problems: Problem[] = [];
  const [source] = (await collect(loaded, at, problems, () => findObjects(loaded, pattern, options))) ?? [];
  return source && problems.length === 0 ? { source } : { problems };
}

type FoundObject = Pick<Source, 'name' | 'path' | 'store' | 'object'>;

async function findObjects(
  loaded: LoadedSpec,
  pattern: string,
  options: FindOptions,
): Promise<FoundObject[]> {
  const place = locate(loaded, pattern, options);
  const found: FoundObject[] = [];
  if (isGlob(place.pattern)) {
    const base = globBase(place.pattern);
    for await (const object of matchGlob(place.store, place.pattern, options)) {
      if (place.store.addressOf(object.path).startsWith(options.output)) continue;
      found.push({
        name: place.nameOf(object.path),
        path: object.path.slice(base.length),
        store: place.store,
        object,
      });
    }
    if (found.length === 0)
      throw new UserError(`"${pattern}" matches nothing in ${place.store.address}.`, {
        hint: 'Check the pattern; upper and lower case differ.',
      });
  } else {
    const path = unescapeGlob(place.pattern);
    const object = await headFile(place.store, path, pattern, options.signal);
    found.push({
      name: place.nameOf(path),
      path: path.slice(path.lastIndexOf('/') + 1),
      store: place.store,
      object,
    });
  }
  for (const { name, object } of found)
    if (object.size === 0)
      throw new UserError(`${name} is empty: it has no bytes.`, {
        hint: 'Fill it, or leave it out of the spec.',
      });
  return found;
}

/** Where to look for a pattern: below the spec's own place, outside of it, or in a bucket of its own. */
function locate(
  { store, address }: LoadedSpec,
  pattern: string,
  { allowOutside, stores }: FindOptions,
): { store: Store; pattern: string; nameOf: (path: string) => string } {
  if (isS3Address(pattern)) {
    const base = isGlob(pattern) ? globBase(pattern) : splitAddress(pattern).place;
    const bucket = openStore(base, stores);
    return { store: bucket, pattern: pattern.slice(base.length), nameOf: (path) => bucket.addressOf(path) };
  }
  const unix =
    store.kind === 'folder' && process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const absolute = /^(\/|[A-Za-z]:\/)/.test(unix);
  const steps: string[] = [];
  let up = 0;
  for (const step of unix.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) up++;
  }
  const trailing = unix.endsWith('/') ? '/' : '';
  if (!absolute && up === 0) return { store, pattern: steps.join('/') + trailing, nameOf: (path) => path };
  if (!allowOutside)
    throw new UserError(`"${pattern}" lies outside of ${store.address}, the spec's own place.`, {
      hint: 'Move it there, or allow it with --allow-outside.',
    });
  if (absolute && store.kind === 's3')
    throw new UserError(`"${pattern}" is a path of a machine, and the spec ${address} lies in a bucket.`, {
      hint: 'Name an s3:// address or a path relative to the spec.',
    });
  if (!absolute) {
    const outside = '../'.repeat(up);
    return {
      store: store.at(outside),
      pattern: steps.join('/') + trailing,
      nameOf: (path) => outside + path,
    };
  }
  const root = unix.startsWith('/') ? '/' : `${steps.shift() ?? ''}/`;
  return { store: openStore(root), pattern: steps.join('/') + trailing, nameOf: (path) => root + path };
}

/** The object at a path. Throws for a folder with how to name what is in it, and for nothing at all. */
async function headFile(
  store: Store,
  path: string,
  pattern: string,
  signal: AbortSignal,
): Promise<StoredObject> {
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`;
  try {
    const object = folder === path ? undefined : await store.head(path, { signal });
    if (object) return object;
    throw new UserError(`There is no ${store.addressOf(path)}.`, {
      hint: 'Check the path; upper and lower case differ.',
    });
  } catch (error) {
    if (!(error instanceof UserError) || !(await isFolder(store, folder, signal))) throw error;
    throw new UserError(`"${pattern}" is a folder.`, {
      hint: `Write "${pattern.replace(/\/$/, '')}/**" to take every file in it.`,
    });
  }
}

async function isFolder(store: Store, folder: string, signal: AbortSignal): Promise<boolean> {
  try {
    for await (const _ of store.list(folder, { signal })) return true;
  } catch {
    // What is wrong with it is told elsewhere.
  }
  return false;
}

/** Files that would take one another's place when packed, and names that Windows cannot extract. */
function badNames(loaded: LoadedSpec, [kind, set]: [ContentKind, string], sources: Source[]): Problem[] {
  if (kind === 'tables' || kind === 'forms') return [];
  const problems: Problem[] = [];
  const taken = new Map<string, Source>();
  const complain = (message: string) => problems.push(loaded.problemAt([kind, set, 'from'], { message }));
  for (const source of sources) {
    const files = filesOf(loaded, source);
    const unsafe = files
      .flatMap((file) => file.split('/'))
      .map((name) => ({ name, why: whyUnsafeName(name) }))
      .find(({ why }) => why);
    if (unsafe) complain(`${source.name} cannot be packed: "${unsafe.name}" ${unsafe.why}. Rename it.`);
    for (const file of files) {
      // Windows and macOS tell neither case nor Unicode forms apart.
      const key = file.normalize('NFC').toLowerCase();
      const other = taken.get(key);
      if (other && other !== source)
        complain(
          `${other.name} and ${source.name} would both be packed as ${set}/${file}. Rename one of them.`,
        );
      taken.set(key, source);
    }
  }
  return problems;
}

/** The names of all files that are packed of a source, or may be: a picture's variants, its original. */
function filesOf({ spec }: LoadedSpec, { kind, set, path, packedPath }: Source): string[] {
  const options = kind === 'images' ? spec.images?.[set] : undefined;
  if (!options) return [packedPath];
  const variants = Object.values(packedNames(path, options).variants);
  return [packedPath, ...variants, ...(options.onError === 'original' ? [path] : [])];
}

/** Runs a task; what the user can mend becomes a problem at the spec's line. */
async function collect<T>(
  loaded: LoadedSpec,
  at: SpecPath,
  problems: Problem[],
  task: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problems.push(loaded.problemAt(at, { message: formatUserError(error) }));
    return undefined;
  }
}
