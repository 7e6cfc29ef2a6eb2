import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, UserError } from '../../base/error.ts';
import { formatCount } from '../../base/format.ts';
import { openBrowser } from '../../base/open-browser.ts';
import { explainSystemError } from '../../base/system-error.ts';
import { type EditorServer, serveEditor } from '../../form/editor/serve.ts';
import type { KnownPage } from '../../form/layout/known.ts';
import { layoutOf } from '../../form/layout/layout.ts';
import type { Layout } from '../../form/layout/types.ts';
import type { PageFound } from '../../form/layout/understood.ts';
import { type PagePicture, pagePicture } from '../../form/page-picture.ts';
import type { ReadOptions } from '../../form/read.ts';
import { checkLayout } from '../../spec/layout.ts';
import { SpecError } from '../../spec/problem.ts';
import { checkOutput } from '../output.ts';
import { wrongUsage } from '../usage.ts';
import { formSources, readingOptions, withProgress } from './reading.ts';
import { besideDocument } from './relative.ts';

export interface EditFlags {
  picture?: string[];
  language?: string;
  rectify?: string;
  port?: number;
  open: boolean;
}

/** What is edited, with its pictures; the layout is not in its file yet where there is none. */
interface Opened {
  pages: PagePicture[];
  fresh?: Layout;
}

/** `holdall form edit LAYOUT`: a page to mend a layout, until the process is told to stop. */
export async function editCommand(file: string, flags: EditFlags, signal: AbortSignal): Promise<number> {
  const layout = await layoutIn(file);
  const opened = layout ? await open(file, layout, flags, signal) : await make(file, flags, signal);
  const editor = await serveEditor({ file, ...opened }, flags.port ?? 0);
  try {
    console.log(`${basename(file)} is open at ${editor.url}`);
    console.log('To stop it, press Ctrl+C.');
    if (flags.open) openBrowser(editor.url);
    await untilStopped(editor, signal);
  } finally {
    await editor.close();
  }
  return 0;
}

async function layoutIn(file: string): Promise<Layout | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'EISDIR') throw wrongUsage(`${file} is a folder.`, 'Name the file of a layout.');
    throw explainSystemError(error);
  });
  if (text === undefined) return undefined;
  const checked = checkLayout(text, file);
  // What the editor can mend, it is to mend; what is no layout at all, it cannot show.
  if ('layout' in checked) return checked.layout;
  if (checked.fits) return checked.fits;
  throw new SpecError(checked.problems);
}

async function open(file: string, layout: Layout, flags: EditFlags, signal: AbortSignal): Promise<Opened> {
  const named = layout.from?.map((path) => join(dirname(file), path));
  const pictures = flags.picture ?? named;
  if (!pictures)
    throw wrongUsage(
      `${file} does not say which pictures its pages are made of.`,
      'Name them with --picture.',
    );
  const { rectify = layout.rectify } = readingOptions(flags);
  const { pages } = await read(pictures, { detect: false, signal, ...(rectify && { rectify }) });
  if (pages.length !== layout.pages.length)
    throw new UserError(
      `${file} has ${formatCount(layout.pages.length, 'page')}, and its pictures are ${formatCount(pages.length, 'page')}.`,
      { hint: 'Name the pictures of all its pages, in order, with --picture.' },
    );
  return { pages };
}

/** A layout that is not there yet: what is detected in the pictures, or no field at all, to be drawn. */
async function make(file: string, flags: EditFlags, signal: AbortSignal): Promise<Opened> {
  const { picture: pictures } = flags;
  if (!pictures)
    throw wrongUsage(
      `There is no layout ${file}.`,
      'Name the pictures of its pages with --picture, and their fields are found.',
    );
  await checkOutput({ path: file, force: false, inputs: pictures });
  const { pages, found } = await read(pictures, { ...readingOptions(flags), signal });
  const fresh: Layout = {
    from: besideDocument(file, pictures),
    ...(flags.rectify === 'none' ? { rectify: 'none' } : {}),
    ...layoutOrNone(found),
  };
  return { pages, fresh };
}

function layoutOrNone(found: readonly (PageFound | KnownPage)[]): Layout {
  try {
    return layoutOf(found);
  } catch (error) {
    // Drawing what was not found is what the editor is for.
    if (!(error instanceof UserError)) throw error;
    console.error(`${error.message} Draw the fields.`);
    return { pages: found.map(({ width, height }) => ({ width, height })), fields: [] };
  }
}

async function read(
  pictures: readonly string[],
  options: ReadOptions,
): Promise<{ pages: PagePicture[]; found: (PageFound | KnownPage)[] }> {
  const { readPages } = await import('../../form/read.ts');
  const pages: PagePicture[] = [];
  const found: (PageFound | KnownPage)[] = [];
  await withProgress(async (onProgress) => {
    for await (const page of readPages(await formSources(pictures), { ...options, onProgress })) {
      pages.push(await pagePicture(await page.picture()));
      if (page.found) found.push(page.found);
    }
  });
  return { pages, found };
}

/**
 * Ctrl-C ends it; with changes that are not saved, once they are. A second Ctrl-C ends the process. Other
 * signals end it at once: nobody is there to answer.
 */
async function untilStopped(editor: EditorServer, signal: AbortSignal): Promise<void> {
  let isAsked = false;
  process.once('SIGINT', () => {
    isAsked = true;
  });
  await new Promise<void>((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done(), { once: true });
  });
  if (!isAsked || !editor.hasUnsaved()) return;
  console.error(
    'The page has changes that are not saved. Save them there, or press Ctrl+C once more to lose them.',
  );
  await editor.allSaved();
}
