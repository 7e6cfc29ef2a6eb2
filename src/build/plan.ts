import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toSafeName } from '../base/names.ts';
import type { Layout } from '../form/layout/types.ts';
import { type PartName, partNames, parts } from '../parts/list.ts';
import { type ContentKind, contentKinds, type Part } from '../parts/part.ts';
import { type LoadedSpec, loadSpec } from '../spec/load.ts';
import { type Problem, SpecError } from '../spec/problem.ts';
import { defaultTargets, type TargetName } from '../spec/targets.ts';
import { isS3Address } from '../store/address.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { findLayouts } from './forms/layouts.ts';
import { findAssets } from './images/assets.ts';
import type { Job } from './job.ts';
import { type FindOptions, findFile, findSources, type LocatedFile, type Source } from './sources.ts';

/** What will be made, from what, and where it will go. Making it has touched nothing. */
export interface Plan {
  loaded: LoadedSpec;
  name: string;
  title: string;
  /** Undefined: the first digits of the content's hash, which is known once it is processed. */
  version: string | undefined;
  targets: TargetName[];
  parts: { name: PartName; options: unknown }[];
  /** For each kind of content, the sets that a part takes, in the spec's order. */
  used: Record<ContentKind, string[]>;
  /** Of those sets only. */
  sources: Source[];
  icon: LocatedFile | undefined;
  /** The picture files that steps name (watermarks), by the name that the spec has for them. */
  assets: Map<string, LocatedFile>;
  /** The layouts that forms name, by the form's name. */
  layouts: Map<string, Layout>;
  output: Store;
}

/**
 * Reads the spec, finds its sources and tries that they can be listed. Every problem of the spec
 * and its sources is in the one `SpecError` that it throws.
 */
export async function plan(job: Job): Promise<Plan> {
  const { request, signal } = job;
  job.progress(`reading ${request.spec}`);
  const loaded = await loadSpec(request.spec, request.stores);
  const { spec } = loaded;
  const output = openOutput(loaded, request.to, job);
  const options: FindOptions = {
    allowOutside: request.allowOutside ?? false,
    stores: request.stores ?? {},
    signal,
    output: output.address,
  };

  job.progress('listing the sources');
  const { sources, problems } = await findSources(loaded, options);
  const icon = await findIcon(loaded, options, problems);
  const assets = await findAssets(loaded, options, problems);
  const layouts = await findLayouts(loaded, options, sources, problems);
  if (problems.length > 0) throw new SpecError(problems);

  const chosen = chooseParts(loaded);
  const used = usedContent(loaded, chosen);
  for (const kind of contentKinds)
    for (const name of Object.keys(spec[kind] ?? {}))
      if (!used[kind].includes(name))
        job.warn(`No part takes "${name}" of the spec's ${kind}: it is left out.`);

  return {
    loaded,
    name: spec.name,
    title: spec.title ?? spec.name,
    version: request.version ?? spec.version ?? (await tagOf(loaded, request.tag)),
    targets: [...new Set(request.targets ?? spec.targets ?? defaultTargets)],
    parts: chosen,
    used,
    sources: sources.filter(({ kind, set }) => used[kind].includes(set)),
    icon,
    assets,
    layouts,
    output,
  };
}

/** Writes and removes a small file, so that a lack of rights shows before the slow work does. */
export async function tryOutput(job: Job, { output, name }: Plan): Promise<void> {
  const probe = `${name}/.holdall-write-test-${process.pid}`;
  await output.write(probe, '', { signal: job.signal });
  // Some buckets may be written but not deleted from; the empty file does no harm there.
  await output.delete(probe).catch(() => undefined);
}

function openOutput({ spec, store }: LoadedSpec, to: string | undefined, { request }: Job): Store {
  if (to !== undefined) return openStore(to, request.stores);
  const place = spec.publish?.to ?? 'out/';
  const folder = place.endsWith('/') ? place : `${place}/`;
  const absolute = isS3Address(place) || (store.kind === 'folder' && /^([/\\]|[A-Za-z]:)/.test(place));
  return absolute ? openStore(folder, request.stores) : store.at(folder);
}

async function findIcon(
  loaded: LoadedSpec,
  options: FindOptions,
  problems: Problem[],
): Promise<Plan['icon']> {
  const icon = loaded.spec.executable?.icon;
  if (icon === undefined) return undefined;
  const found = await findFile(loaded, ['executable', 'icon'], icon, options);
  if ('source' in found) return found.source;
  problems.push(...found.problems);
  return undefined;
}

/** The spec's parts, or those that its content brings; always in the order of the list of parts. */
function chooseParts({ spec }: LoadedSpec): Plan['parts'] {
  return partNames.flatMap((name) => {
    const { bringsFor: kind }: Pick<Part<unknown>, 'bringsFor'> = parts[name];
    const brought = !spec.parts && kind && Object.keys(spec[kind] ?? {}).length > 0;
    const options = brought ? {} : spec.parts?.[name];
    return options === undefined ? [] : [{ name, options }];
  });
}

/** The sets that parts take: those that a part lists, or all of its kind when it lists none. */
function usedContent({ spec }: LoadedSpec, chosen: Plan['parts']): Plan['used'] {
  const used = Object.fromEntries(contentKinds.map((kind) => [kind, new Set<string>()])) as Record<
    ContentKind,
    Set<string>
  >;
  for (const { name, options } of chosen) {
    const listed = contentKinds.flatMap((kind) => {
      const names = (options as Record<string, unknown>)[kind];
      return Array.isArray(names) ? [[kind, names] as const] : [];
    });
    for (const [kind, names] of listed) for (const set of names) used[kind].add(set);
    const { bringsFor: kind }: Pick<Part<unknown>, 'bringsFor'> = parts[name];
    if (kind && !listed.some(([listedKind]) => listedKind === kind))
      for (const set of Object.keys(spec[kind] ?? {})) used[kind].add(set);
  }
  const inOrder = (kind: ContentKind) => Object.keys(spec[kind] ?? {}).filter((set) => used[kind].has(set));
  return Object.fromEntries(contentKinds.map((kind) => [kind, inOrder(kind)])) as Plan['used'];
}

/** The version of a git tag: without the `v` before a number, and safe as a folder's name. */
async function tagOf({ store }: LoadedSpec, given: string | undefined): Promise<string | undefined> {
  const tag = given ?? (store.kind === 'folder' ? await gitTag(store.address) : undefined);
  return tag === undefined ? undefined : toSafeName(tag.replace(/^v(?=\d)/, ''));
}

/** The tag that a folder's checkout is exactly at; undefined for changed files and outside of git. */
async function gitTag(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(
      'git',
      ['-C', folder, 'describe', '--tags', '--exact-match', '--dirty=/changed'],
      { timeout: 10_000 },
    );
    const tag = stdout.trim();
    return tag === '' || tag.endsWith('/changed') ? undefined : tag;
  } catch {
    return undefined;
  }
}
