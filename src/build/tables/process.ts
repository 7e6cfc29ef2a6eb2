import { join } from 'node:path';
import { hashOf } from '../../base/hash.ts';
import type { Content } from '../../parts/part.ts';
import { type Digest, digestFile } from '../../payload/entry.ts';
import { buildTables, tableEngineVersion } from '../../table/build.ts';
import { type CorrectedDocument, workbookName } from '../../table/correct/publish.ts';
import type { TableSummary } from '../../table/summary.ts';
import type { Fetched, FetchResult } from '../fetch.ts';
import type { Job } from '../job.ts';
import type { Plan } from '../plan.ts';
import type { DataFile } from '../publish-data.ts';
import { ensureUnchanged } from '../sources.ts';

/** All tables as they will be packed. */
export interface ProcessedTables {
  sqlite: Content;
  summaries: TableSummary[];
  /** Their corrected documents, where the spec has data published. */
  documents: DataFile[];
}

/** What the cache knows of tables. */
interface Note extends Digest {
  summaries: TableSummary[];
  documents: (Digest & { path: string })[];
}

/**
 * Puts all tables into one SQLite file, and writes their corrected documents where the spec has data
 * published, unless the cache has it all; undefined where no part takes any.
 */
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
  const isPublished = plan.loaded.spec.publish?.data === true;
  const key = hashOf([
    'tables',
    await tableEngineVersion(),
    isPublished,
    tables.map(({ name, options, files }) => [
      name,
      options,
      files.map((file) => [file.name, file.content.sha256]),
    ]),
  ]);
  let note = await job.cache.get<Note>('tables', key);
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
    const written: CorrectedDocument[] = [];
    const folder = join(job.work, 'documents');
    const summaries = await buildTables(inputs, out, {
      signal: job.signal,
      onProgress: (text: string) => job.progress(text),
      ...(isPublished && { documents: { folder, onDocument: (document) => written.push(document) } }),
    });
    onWork();
    for (const { files } of tables) for (const file of files) await ensureUnchanged(file, job.signal);
    const documents: Note['documents'] = [];
    for (const { path, file } of written) {
      const document = { ...(await digestFile(file, job.signal)), path };
      await job.cache.put('documents', hashOf([key, path]), document, { file });
      documents.push(document);
    }
    note = { ...(await digestFile(out, job.signal)), summaries, documents };
    await job.cache.put('tables', key, note, { file: out });
  }
  const documents = note.documents.map(({ path, ...digest }) => ({
    path,
    content: job.cache.content('documents', hashOf([key, path]), digest),
  }));
  return {
    sqlite: job.cache.content('tables', key, note),
    summaries: note.summaries,
    documents: [...documents, ...tables.flatMap((table) => originals(table, documents))],
  };
}

/** The workbooks as they were, beside those that were corrected: `orders.original.xlsx`. */
function originals({ name, files }: { name: string; files: Fetched[] }, documents: DataFile[]): DataFile[] {
  const corrected = new Set(documents.map(({ path }) => path));
  return files.flatMap(({ name: source, content }, index) => {
    const workbook = workbookName(name, index, files.length);
    if (!corrected.has(workbook)) return [];
    const extension = /\.xlsx(\.\w+)?$/i.exec(source)?.[0].toLowerCase() ?? '.xlsx';
    return [{ path: workbook.replace(/\.xlsx$/, `.original${extension}`), content }];
  });
}
