import { isDoubtful } from '../form/layout/doubtful.ts';
import type { Field } from '../form/layout/types.ts';
import { sketches } from '../form/sketch.ts';
import type { PackedImage } from '../image/index-file.ts';
import type { ContentKind } from '../parts/part.ts';
import type { CleaningSummary } from '../table/clean/summary.ts';
import type { FetchResult } from './fetch.ts';
import type { BadPicture } from './images/process.ts';
import type { Contents } from './pack.ts';
import type { Plan } from './plan.ts';
import type { Processed } from './process.ts';
import type { Publication } from './publication.ts';
import type { Release } from './publish.ts';
import type { StageName } from './request.ts';

/** What a build did: the one object that the terminal, the job summary and `--json` show. */
export interface Report {
  spec: string;
  name: string;
  title: string;
  /** Null in a dry run of a spec whose version comes from its content. */
  version: string | null;
  content: string | null;
  /** `planned`: a dry run. `unchanged`: the same content is published, and nothing was uploaded. */
  status: 'planned' | 'published' | 'unchanged';
  /** The address of `NAME/VERSION/`, or of `NAME/` while there is no version. */
  output: string;
  manifest: string | null;
  targets: string[];
  executables: {
    target: string;
    file: string;
    address: string;
    size: number;
    sha256: string;
    uploaded: boolean;
  }[];
  sources: {
    count: number;
    bytes: number;
    downloaded: number;
    list: { path: string; size: number; etag: string }[];
  };
  /** `bytes`, `nearDuplicates`, `rows` and `columns` are null in a dry run. */
  images: {
    set: string;
    /** Sources. */
    pictures: number;
    bytesBefore: number;
    /** Of what is packed, variants and all. */
    bytes: number | null;
    /** How many pictures look like another one of the set. */
    nearDuplicates: number | null;
    /** Those that could not be processed, and what became of them. */
    bad: BadPicture[];
  }[];
  tables: {
    name: string;
    rows: number | null;
    columns: number | null;
    /** What the rules of the table did; null without rules. */
    cleaned: CleaningReport | null;
  }[];
  files: { set: string; files: number; bytes: number }[];
  forms: FormReport[];
  /** The processed data that is published, with the address of its folder; null when none is. */
  data: { address: string; files: number; bytes: number; uploaded: number } | null;
  /** What was really worked on; the rest came out of the cache. */
  worked: { pictures: number; tables: boolean; forms: number };
  parts: string[];
  warnings: string[];
  stages: { stage: StageName; ms: number; detail?: string; skipped?: string }[];
}

/** What the rules of a table did, in short; its entry in `tables/tables.json` has more. */
export interface CleaningReport {
  read: number;
  rejected: number;
  dropped: number;
  /** Changes of cells. */
  changes: number;
  /** The first of the rejects. */
  rejects: { source: string; line: number; column: string | null; value: string | null; reason: string }[];
}

/** A form, and what was found on it. In a dry run `pages`, `fields` and `layout` are null, and the lists empty. */
export interface FormReport {
  name: string;
  pages: number | null;
  fields: number | null;
  /** How many fields there are of each kind, the most first. */
  kinds: { kind: Field['kind']; fields: number }[];
  /** Whether its fields were looked for; else the spec names a layout. */
  found: boolean;
  /** Fields that somebody should look at: guessed, or hardly seen. */
  doubtful: { id: string; label: string; kind: Field['kind']; page: number }[];
  /** Its pages drawn in letters, by line: for where no picture can be shown. */
  sketches: string[][];
  /** Addresses: the pages with their fields drawn over them, and the layout to mend. */
  pictures: string[];
  layout: string | null;
}

/** What the stages left behind; a dry run has the plan alone. */
export interface Outcome {
  plan: Plan;
  fetched?: FetchResult;
  processed?: Processed;
  contents?: Contents;
  release?: Release;
  publication?: Publication;
  uploaded: string[];
  warnings: string[];
  stages: Report['stages'];
}

/** Puts together what there is to say of a build. */
export function report(outcome: Outcome): Report {
  const { plan, fetched, processed, contents, release, publication, uploaded } = outcome;
  const folder =
    release?.folder ?? (plan.version === undefined ? `${plan.name}/` : `${plan.name}/${plan.version}/`);
  const { output, sources } = plan;
  const wanted = new Set<string>(plan.targets);
  return {
    spec: plan.loaded.address,
    name: plan.name,
    title: plan.title,
    version: contents?.version ?? plan.version ?? null,
    content: contents?.content ?? null,
    status: !publication ? 'planned' : uploaded.length > 0 ? 'published' : 'unchanged',
    output: output.addressOf(folder),
    manifest: publication ? output.addressOf(`${folder}manifest.json`) : null,
    targets: plan.targets,
    executables: (publication?.executables ?? [])
      .filter(({ target }) => wanted.has(target))
      .map((executable) => ({
        ...executable,
        address: output.addressOf(folder + executable.file),
        uploaded: uploaded.includes(executable.file),
      })),
    sources: {
      count: sources.length,
      bytes: sum(sources.map(({ object }) => object.size)),
      downloaded: fetched?.downloaded ?? 0,
      list: sources.map(({ name, object: { size, etag } }) => ({ path: name, size, etag })),
    },
    images: plan.used.images.map((set) => {
      const own = sourcesOf(plan, 'images', set);
      const done = processed?.images.find((one) => one.set === set);
      return {
        set,
        pictures: own.length,
        bytesBefore: sum(own.map(({ object }) => object.size)),
        bytes: done ? sum(done.pictures.map(packedBytes)) : null,
        nearDuplicates: done ? sum(done.nearDuplicates.map(({ images }) => images.length)) : null,
        bad: done?.bad ?? [],
      };
    }),
    tables: plan.used.tables.map((name) => {
      const table = processed?.tables.find((one) => one.name === name);
      const cleaned = table?.cleaned ? cleaningOf(table.cleaned) : null;
      return { name, rows: table?.rows ?? null, columns: table?.columns.length ?? null, cleaned };
    }),
    files: plan.used.files.map((set) => {
      const own = sourcesOf(plan, 'files', set);
      return { set, files: own.length, bytes: sum(own.map(({ object }) => object.size)) };
    }),
    forms: plan.used.forms.map((name) => formOf(outcome, name, output.addressOf(`${folder}data/`))),
    data: dataOf(outcome, output.addressOf(`${folder}data/`)),
    worked: processed?.worked ?? { pictures: 0, tables: false, forms: 0 },
    parts: plan.parts.map(({ name }) => name),
    warnings: outcome.warnings,
    stages: outcome.stages,
  };
}

/** Rejects that are told; all of them lie beside the table in the app, and in the published data. */
const rejectsTold = 5;

function cleaningOf({ read, rejected, dropped, changed, rejects }: CleaningSummary): CleaningReport {
  return {
    read,
    rejected,
    dropped: sum(dropped.map(({ rows }) => rows)),
    changes: sum(changed.map(({ cells }) => cells)),
    rejects: rejects
      .slice(0, rejectsTold)
      .map(({ source, line, column, value, reason }) => ({ source, line, column, value, reason })),
  };
}

function formOf({ plan, processed }: Outcome, name: string, data: string): FormReport {
  const form = processed?.forms.find((one) => one.name === name);
  const found = form?.isFound ?? !plan.layouts.has(name);
  if (!form)
    return {
      ...{ name, pages: null, fields: null, kinds: [], found, doubtful: [] },
      ...{ sketches: [], pictures: [], layout: null },
    };
  const { fields } = form.layout;
  const [layout, ...pictures] = form.published.map(({ path }) => data + path);
  return {
    name,
    pages: form.content.pages.length,
    fields: fields.length,
    kinds: [...Map.groupBy(fields, ({ kind }) => kind)]
      .map(([kind, own]) => ({ kind, fields: own.length }))
      .sort((a, b) => b.fields - a.fields),
    found,
    doubtful: fields.filter(isDoubtful).map(({ id, label, kind, page }) => ({ id, label, kind, page })),
    sketches: sketches(form.layout),
    pictures,
    layout: layout ?? null,
  };
}

function dataOf({ processed, release }: Outcome, address: string): Report['data'] {
  const files = processed?.data ?? [];
  if (files.length === 0) return null;
  const bytes = sum(files.map(({ content }) => content.size));
  return { address, files: files.length, bytes, uploaded: release?.missingData.length ?? 0 };
}

const packedBytes = ({ size, variants = {} }: PackedImage) =>
  size + sum(Object.values(variants).map((variant) => variant.size));

const sourcesOf = ({ sources }: Plan, kind: ContentKind, set: string) =>
  sources.filter((source) => source.kind === kind && source.set === set);

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
