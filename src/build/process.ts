import type { NearDuplicates, PackedImage } from '../image/index-file.ts';
import { parts } from '../parts/list.ts';
import type { Content, Needs, Part, PrepareContext } from '../parts/part.ts';
import type { TableSummary } from '../table/summary.ts';
import type { FetchResult } from './fetch.ts';
import { type ProcessedForm, processForms } from './forms/process.ts';
import { type BadPicture, type ProcessedImages, processImages } from './images/process.ts';
import type { Job } from './job.ts';
import type { Plan } from './plan.ts';
import type { DataFile } from './publish-data.ts';
import { processTables } from './tables/process.ts';

/** Everything that will be packed beside the app's own code, and what the app is told of it. */
export interface Processed {
  /** By the path in the payload. */
  files: Map<string, Content | string>;
  /** The parts with the options of their run halves. */
  parts: { name: string; options: unknown }[];
  /** What the executable carries for each part beside that, by the part's name. */
  needs: Map<string, Needs>;
  images: { set: string; pictures: PackedImage[]; nearDuplicates: NearDuplicates[]; bad: BadPicture[] }[];
  tables: TableSummary[];
  forms: ProcessedForm[];
  /** What is published beside the executables: of forms always, all else where the spec says so. */
  data: DataFile[];
  /** How many pictures and forms were really processed, and whether the tables were; the rest was in the cache. */
  worked: { pictures: number; tables: boolean; forms: number };
}

/** Pictures through their steps, tables to SQLite and statistics, forms to pages and fields; then each part takes what it needs. */
export async function process(job: Job, plan: Plan, fetched: FetchResult): Promise<Processed> {
  const worked = { pictures: 0, tables: false, forms: 0 };
  const images = await processImages(job, plan, fetched, () => worked.pictures++);
  const tables = await processTables(job, plan, fetched, () => {
    worked.tables = true;
  });
  const forms = await processForms(job, plan, fetched, () => worked.forms++);

  const files = new Map<string, Content | string>();
  const context: PrepareContext = {
    imageSet: (name) => known(images.sets.get(name), name),
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
    form: (name) => known(forms.find((form) => form.name === name)?.content, name),
    add: (path, source) => files.set(path, source),
  };
  const needs = new Map<string, Needs>();
  const prepared = plan.parts.map(({ name, options }) => {
    // The spec was checked against this very part's schema.
    const part = parts[name] as Part<unknown>;
    const all = part.bringsFor ? plan.used[part.bringsFor] : [];
    needs.set(name, part.needs?.(options) ?? {});
    return { name, options: part.prepare(context, options, all) };
  });
  return {
    files,
    parts: prepared,
    needs,
    images: [...images.sets].map(([set, { index, bad }]) => ({
      set,
      pictures: index.images,
      nearDuplicates: index.nearDuplicates,
      bad,
    })),
    tables: tables?.summaries ?? [],
    forms,
    data: [
      ...(plan.loaded.spec.publish?.data ? [...imageData(images), ...(tables?.documents ?? [])] : []),
      ...forms.flatMap(({ published }) => published),
    ],
    worked,
  };
}

/** The pictures as they are packed, and what is known of them. */
function imageData({ sets, published }: ProcessedImages): Processed['data'] {
  const pictures = [...sets].flatMap(([set, { pictures }]) =>
    [...pictures].map(([file, content]) => ({ path: `images/${set}/${file}`, content })),
  );
  return published ? [...pictures, { path: 'images.json', content: published }] : pictures;
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`a part asked for ${name}, which was not processed`);
  return value;
}
