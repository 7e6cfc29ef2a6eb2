import { readFile } from 'node:fs/promises';
import { hashOf } from '../../base/hash.ts';
import type { KnownPage } from '../../form/layout/known.ts';
import type { Layout } from '../../form/layout/types.ts';
import type { PageFound } from '../../form/layout/understood.ts';
import type { Content } from '../../parts/part.ts';
import { type Digest, digestBytes } from '../../payload/entry.ts';
import type { Spec } from '../../spec/schema.ts';
import type { Fetched } from '../fetch.ts';
import type { Job } from '../job.ts';
import { ensureUnchanged } from '../sources.ts';
import { formCodeVersion } from './code-version.ts';

/** A form as it was made of its pictures: known by its hashes, its bytes in the cache. */
export interface MadeForm {
  pages: { picture: Content; width: number; height: number }[];
  /** What was found on them; undefined where a layout was given, and nothing was looked for. */
  layout: Layout | undefined;
}

interface Note {
  pages: (Digest & { width: number; height: number })[];
  layout?: Layout;
}

/**
 * Straightens the pages of a form and, unless there is a layout, finds its fields; or takes all of
 * it out of the cache when the same pictures were read in the same way before.
 *
 * @throws UserError when a picture cannot be used, or has nothing to fill in
 */
export async function makeForm(
  job: Job,
  sources: readonly Fetched[],
  { language = ['eng'], rectify }: Pick<NonNullable<Spec['forms']>[string], 'language' | 'rectify'>,
  isFound: boolean,
  onWork: () => void,
): Promise<MadeForm> {
  const { cache, signal } = job;
  const pagesKey = hashOf([
    'form',
    await formCodeVersion(),
    rectify ?? null,
    sources.map(({ content }) => content.sha256),
  ]);
  const key = isFound ? hashOf([pagesKey, 'fields', language]) : pagesKey;
  const pageKey = (index: number) => hashOf([pagesKey, 'page', index]);
  let note = await cache.get<Note>('forms', key);
  if (!note) {
    onWork();
    const { readPages } = await import('../../form/read.ts');
    const { layoutOf } = await import('../../form/layout/layout.ts');
    const { pagePicture } = await import('../../form/page-picture.ts');
    const pages: Note['pages'] = [];
    const found: (PageFound | KnownPage)[] = [];
    const files = sources.map(({ name, content }) => ({
      name,
      bytes: async () => readFile(await content.file()),
    }));
    const form = sources[0]?.set ?? '';
    const reading = readPages(files, {
      ...(rectify && { rectify }),
      detect: isFound,
      languages: language,
      signal,
      onProgress: (text) => job.progress(`${form}, ${text}`),
    });
    for await (const page of reading) {
      const { jpeg, width, height } = await pagePicture(await page.picture());
      await cache.put('form-pages', pageKey(pages.length), null, jpeg);
      pages.push({ width, height, ...digestBytes(jpeg) });
      if (page.found) found.push(page.found);
    }
    const layout = isFound ? layoutOf(found, namesOf(sources)) : undefined;
    for (const source of sources) await ensureUnchanged(source, signal);
    note = { pages, ...(layout && { layout }) };
    await cache.put('forms', key, note);
  }
  return {
    pages: note.pages.map(({ width, height, ...digest }, index) => ({
      picture: cache.content('form-pages', pageKey(index), digest),
      width,
      height,
    })),
    layout: note.layout,
  };
}

const namesOf = (sources: readonly Fetched[]) =>
  new Intl.ListFormat('en-GB').format(sources.map(({ name }) => name));
