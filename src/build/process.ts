import { join } from 'node:path';
import pLimit from 'p-limit';
import { formatUserError, UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { hashOf } from '../base/hash.ts';
import { imageEngineVersion } from '../image/engine.ts';
import type { PackedImage } from '../image/index-file.ts';
import { processImage } from '../image/process.ts';
import type { ImageSteps } from '../image/steps.ts';
import { parts } from '../parts/list.ts';
import type { Content, ImageSetContent, Part, PrepareContext } from '../parts/part.ts';
import { type Digest, digestBytes, digestFile } from '../payload/entry.ts';
import { buildTables, tableEngineVersion } from '../table/build.ts';
import type { TableSummary } from '../table/summary.ts';
import type { Fetched, FetchResult } from './fetch.ts';
import type { Job } from './job.ts';
import type { Plan } from './plan.ts';
import { ensureUnchanged } from './sources.ts';

/** Everything that will be packed beside the app's own code, and what the app is told of it. */
export interface Processed {
  /** By the path in the payload. */
  files: Map<string, Content | string>;
  /** The parts with the options of their run halves. */
  parts: { name: string; options: unknown }[];
  images: { set: string; pictures: PackedImage[] }[];
  tables: TableSummary[];
  /** How many pictures were really processed, and whether the tables were; the rest was in the cache. */
  worked: { pictures: number; tables: boolean };
}

/** Pictures through their steps, tables to SQLite and statistics; then each part takes what it needs. */
export async function process(job: Job, plan: Plan, fetched: FetchResult): Promise<Processed> {
  const worked = { pictures: 0, tables: false };
  const images = await processImages(job, plan, fetched, () => worked.pictures++);
  const tables = await processTables(job, plan, fetched, () => {
    worked.tables = true;
  });

  const files = new Map<string, Content | string>();
  const context: PrepareContext = {
    imageSet: (name) => known(images.get(name), name),
    tables: (names) => ({
      sqlite: known(tables?.sqlite, 'tables'),
      summaries: names.map((name) =>
        known(
          tables?.summaries.find((table) => table.name === name),
          name,
        ),
      ),
    }),
    fileSet: (name) =>
      new Map(
        fetched.sources
          .filter(({ kind, set }) => kind === 'files' && set === name)
          .map(({ packedPath, content }) => [packedPath, content]),
      ),
    add: (path, source) => files.set(path, source),
  };
  const prepared = plan.parts.map(({ name, options }) => {
    // The spec was checked against this very part's schema.
    const part = parts[name] as Part<unknown>;
    return { name, options: part.prepare(context, options, plan.used[part.bringsFor]) };
  });
  return {
    files,
    parts: prepared,
    images: [...images].map(([set, { index }]) => ({ set, pictures: index.images })),
    tables: tables?.summaries ?? [],
    worked,
  };
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`a part asked for ${name}, which was not processed`);
  return value;
}

type Picture = Digest & Pick<PackedImage, 'width' | 'height' | 'format' | 'sizeBefore'>;

async function processImages(
  job: Job,
  plan: Plan,
  { sources }: FetchResult,
  onWork: () => void,
): Promise<Map<string, ImageSetContent>> {
  const pictures = sources.filter(({ kind }) => kind === 'images');
  if (pictures.length === 0) return new Map();
  const engine = await imageEngineVersion();
  const limit = pLimit(job.concurrency);
  let done = 0;
  const results = await Promise.all(
    pictures.map((source) =>
      limit(async () => {
        job.signal.throwIfAborted();
        const steps = plan.loaded.spec.images?.[source.set]?.steps ?? [];
        const result = await processPicture(job, source, steps, engine, onWork).catch((error: unknown) => {
          if (!(error instanceof UserError) || job.signal.aborted) throw error;
          return error;
        });
        job.progress(`${++done} of ${formatCount(pictures.length, 'picture')}`);
        return { source, result };
      }),
    ),
  );
  const failures = results.flatMap(({ result }) => (result instanceof UserError ? [result] : []));
  if (failures.length > 0) throw allOf(failures);

  const sets = new Map(
    plan.used.images.map((name): [string, ImageSetContent] => [
      name,
      { index: { name, images: [] }, pictures: new Map() },
    ]),
  );
  for (const { source, result } of results) {
    const set = known(sets.get(source.set), source.set);
    if (result instanceof UserError) continue;
    const { crc32: _, ...picture } = result.picture;
    set.index.images.push({ file: source.packedPath, source: source.name, ...picture });
    set.pictures.set(source.packedPath, result.content);
  }
  return sets;
}

async function processPicture(
  { cache, signal }: Job,
  source: Fetched,
  steps: ImageSteps,
  engine: string,
  onWork: () => void,
): Promise<{ picture: Picture; content: Content }> {
  const { name, content } = source;
  const key = hashOf(['picture', engine, content.sha256, steps]);
  let picture = await cache.get<Picture>('pictures', key);
  if (!picture) {
    const { outputs, before } = await processImage(await content.file(), { steps }, { name, signal });
    const [{ data, width, height, format }] = outputs;
    onWork();
    await ensureUnchanged(source, signal);
    picture = { ...digestBytes(data), width, height, format, sizeBefore: before.size };
    await cache.put('pictures', key, picture, data);
  }
  return { picture, content: cache.content('pictures', key, picture) };
}

interface Tables {
  sqlite: Content;
  summaries: TableSummary[];
}

async function processTables(
  job: Job,
  plan: Plan,
  { sources }: FetchResult,
  onWork: () => void,
): Promise<Tables | undefined> {
  if (plan.used.tables.length === 0) return undefined;
  const tables = plan.used.tables.map((name) => {
    const { from: _, ...options } = plan.loaded.spec.tables?.[name] ?? { from: '' };
    return { name, options, files: sources.filter(({ kind, set }) => kind === 'tables' && set === name) };
  });
  const key = hashOf([
    'tables',
    await tableEngineVersion(),
    tables.map(({ name, options, files }) => [
      name,
      options,
      files.map((file) => [file.name, file.content.sha256]),
    ]),
  ]);
  let note = await job.cache.get<Digest & { summaries: TableSummary[] }>('tables', key);
  if (!note) {
    const out = join(job.work, 'tables.sqlite');
    const inputs = await Promise.all(
      tables.map(async ({ name, options, files }) => ({
        name,
        options,
        files: await Promise.all(
          files.map(async (file) => ({ file: await file.content.file(), source: file.name })),
        ),
      })),
    );
    const summaries = await buildTables(inputs, out, {
      signal: job.signal,
      onProgress: (text: string) => job.progress(text),
    });
    onWork();
    for (const { files } of tables) for (const file of files) await ensureUnchanged(file, job.signal);
    note = { ...(await digestFile(out, job.signal)), summaries };
    await job.cache.put('tables', key, note, { file: out });
  }
  return { sqlite: job.cache.content('tables', key, note), summaries: note.summaries };
}

/** Several failures as one: all of them, a line each. */
function allOf(failures: UserError[]): UserError {
  const [only] = failures;
  if (only && failures.length === 1) return only;
  const lines = failures.map((failure) => `  ${formatUserError(failure)}`);
  return new UserError(`${failures.length} pictures cannot be processed:\n${lines.join('\n')}`);
}
