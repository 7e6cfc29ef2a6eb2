import { join } from 'node:path';
import { hashOf } from '../../base/hash.ts';
import type { Content } from '../../parts/part.ts';
import { type Digest, digestFile } from '../../payload/entry.ts';
import { buildTables, tableEngineVersion } from '../../table/build.ts';
import type { TableSummary } from '../../table/summary.ts';
import type { FetchResult } from '../fetch.ts';
import type { Job } from '../job.ts';
import type { Plan } from '../plan.ts';
import { ensureUnchanged } from '../sources.ts';

/** All tables as they will be packed. */
export interface ProcessedTables {
  sqlite: Content;
  summaries: TableSummary[];
}

/** Puts all tables into one SQLite file, unless the cache has it; undefined where no part takes any. */
export async function processTables(
  job: Job,
  plan: Plan,
  { sources }: FetchResult,
  onWork: () => void,
): Promise<ProcessedTables | undefined> {
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
