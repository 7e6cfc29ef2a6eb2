import { formatUserError, UserError } from '../../base/error.ts';
import { formatCount } from '../../base/format.ts';
import { hashOf } from '../../base/hash.ts';
import { layoutText } from '../../form/layout/document.ts';
import type { Layout } from '../../form/layout/types.ts';
import type { Content, FormContent } from '../../parts/part.ts';
import { type Digest, digestBytes } from '../../payload/entry.ts';
import { SpecError } from '../../spec/problem.ts';
import type { Fetched, FetchResult } from '../fetch.ts';
import type { Job } from '../job.ts';
import type { Plan } from '../plan.ts';
import type { DataFile } from '../publish-data.ts';
import { formCodeVersion } from './code-version.ts';
import { ensurePages } from './layouts.ts';
import { type MadeForm, makeForm } from './made.ts';

/** A form as it will be packed, and what is published of it to correct it by. */
export interface ProcessedForm {
  name: string;
  content: FormContent;
  layout: Layout;
  /** Whether the fields were looked for; else the spec names a layout. */
  isFound: boolean;
  /** `forms/NAME.layout.json`, and `forms/NAME-1.png` for each page: the fields drawn over it. */
  published: DataFile[];
}

/**
 * Makes all forms, one after the other and page after page: a page takes hundreds of megabytes.
 * Throws one `UserError` with all that failed.
 */
export async function processForms(
  job: Job,
  plan: Plan,
  { sources }: FetchResult,
  onWork: () => void,
): Promise<ProcessedForm[]> {
  const forms: ProcessedForm[] = [];
  const failures: UserError[] = [];
  for (const name of plan.used.forms) {
    job.signal.throwIfAborted();
    const own = sources.filter(({ kind, set }) => kind === 'forms' && set === name);
    try {
      forms.push(await processForm(job, plan, name, own, onWork));
    } catch (error) {
      if (!(error instanceof UserError) || job.signal.aborted) throw error;
      failures.push(error);
    }
  }
  const [only] = failures;
  if (only && failures.length === 1) throw only;
  if (only) {
    const lines = failures.map((failure) => `  ${formatUserError(failure)}`);
    throw new UserError(`${formatCount(lines.length, 'form')} cannot be used:\n${lines.join('\n')}`);
  }
  return forms;
}

async function processForm(
  job: Job,
  { loaded, layouts }: Plan,
  name: string,
  sources: Fetched[],
  onWork: () => void,
): Promise<ProcessedForm> {
  const { title = asWords(name), language, rectify: asked } = loaded.spec.forms?.[name] ?? {};
  const given = layouts.get(name);
  const rectify = asked ?? given?.rectify;
  const options = { ...(rectify && { rectify }), ...(language && { language }) };
  const made = await makeForm(job, sources, options, given === undefined, onWork);
  const layout = given ?? made.layout;
  if (!layout) throw new Error(`nothing was looked for on the form ${name}`);
  try {
    ensurePages(layout, made.pages.length);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new SpecError([loaded.problemAt(['forms', name, 'layout'], { message: formatUserError(error) })]);
  }
  warnOfOther(job, name, layout, made);
  const { pages, fields } = layout;
  const content: FormContent = {
    title,
    layout: JSON.stringify({ pages, fields }),
    pages: made.pages.map((page, index) => ({ ...page, name: `page-${index + 1}.jpg` })),
  };
  const isFound = given === undefined;
  return {
    name,
    content,
    layout,
    isFound,
    published: await toPublish(job, name, layout, made, sources, rectify),
  };
}

/** `club-member` is "Club member". */
const asWords = (name: string) =>
  (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll(/[-_]+/g, ' ').trim();

/** Pictures of another proportion than the layout's pages are other pictures, or were cut otherwise. */
function warnOfOther(job: Job, name: string, { pages }: Layout, made: MadeForm): void {
  for (const [index, { width, height }] of made.pages.entries()) {
    const page = pages[index];
    if (!page || Math.abs(Math.log((width * page.height) / (height * page.width))) < 0.03) continue;
    job.warn(
      `Page ${index + 1} of the form "${name}" is ${width} x ${height} pixels, and its layout was made for ${page.width} x ${page.height}: its fields may lie beside their places. See the picture of them, and mend the layout with "holdall form edit".`,
    );
  }
}

async function toPublish(
  job: Job,
  name: string,
  layout: Layout,
  { pages }: MadeForm,
  sources: readonly Fetched[],
  rectify: 'auto' | 'none' | undefined,
): Promise<DataFile[]> {
  // As it lies beside the spec, for the editor to open.
  const text = layoutText(layout, { from: sources.map((source) => source.name), rectify });
  const files = [
    {
      path: `forms/${name}.layout.json`,
      content: await kept(job, 'form-layouts', hashOf(text), () => Buffer.from(text)),
    },
  ];
  const { overview } = await import('../../form/overview.ts');
  for (const [index, { picture }] of pages.entries()) {
    const key = hashOf(['overview', await formCodeVersion(), picture.sha256, layout.fields, index]);
    const make = async () => overview(await picture.file(), layout, index + 1);
    files.push({
      path: `forms/${name}-${index + 1}.png`,
      content: await kept(job, 'form-overviews', key, make),
    });
  }
  return files;
}

/** Bytes out of the cache, where they are made unless they are there. */
async function kept(
  { cache, signal }: Job,
  kind: string,
  key: string,
  make: () => Uint8Array | Promise<Uint8Array>,
): Promise<Content> {
  let digest = await cache.get<Digest>(kind, key);
  if (!digest) {
    signal.throwIfAborted();
    const bytes = await make();
    digest = digestBytes(bytes);
    await cache.put(kind, key, digest, bytes);
  }
  return cache.content(kind, key, digest);
}
