import type { Colour } from './colour.ts';
import { detectByLines } from './detect/detect.ts';
import type { KnownPage } from './layout/known.ts';
import type { PageFound } from './layout/understood.ts';
import { acroFormLayout } from './pdf/acroform.ts';
import { eachPdfPage, greyOf, isPdf, pdfPageCount } from './pdf/pages.ts';
import { pdfWords } from './pdf/words.ts';
import type { Grey } from './picture.ts';
import { inColours } from './rectify/colour.ts';
import { type Page, rectify } from './rectify/rectify.ts';
import { isStraightened } from './straightened.ts';
import { readWords, type Word } from './words/read.ts';

/** A photo, a scan or a PDF. */
export interface FormSource {
  /** What messages call it. */
  name: string;
  bytes(): Promise<Uint8Array>;
}

export interface ReadOptions {
  /**
   * `none`: a picture is a page already, whatever it looks like. Pages of a PDF always are, and so
   * are pictures that `straightenedFile` made, unless `auto` is asked for.
   */
  rectify?: 'auto' | 'none';
  /** Whether places to fill are looked for. Default: yes. */
  detect?: boolean;
  /** The languages of the words; none: no words are read. Default: English. */
  languages?: readonly string[];
  signal?: AbortSignal;
  /** Told what is being done: "page 2 of 3: reading words". */
  onProgress?(text: string): void;
}

/** A page of a form: the sheet, straightened, and what was found on it. */
export interface ReadPage {
  /** Of the source that it is of. */
  source: string;
  /** The sheet as people see it: worked out when it is asked for, since finding its places needs none. */
  picture(): Promise<Colour>;
  /** How it was made of a picture; none of a PDF. */
  sheet?: Omit<Page, 'grey' | 'inPlace'>;
  /** Undefined when nothing was looked for. */
  found: PageFound | KnownPage | undefined;
}

/**
 * Reads the pages of a form, in order: each is straightened, its places to fill are found, then its
 * words. One page is in memory at a time. A PDF that has fields or words of its own is believed.
 *
 * @throws UserError for what cannot be read or used, with the measure; the signal's reason when it is aborted
 */
export async function* readPages(
  sources: readonly FormSource[],
  { detect = true, languages = ['eng'], signal, onProgress, ...options }: ReadOptions = {},
): AsyncGenerator<ReadPage> {
  for await (const { name, place, sheet, known, words: own } of sheetsOf(sources, detect)) {
    const progress = async (what: string) => {
      // Each step fills a core for seconds: what waits in the event loop comes between.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      onProgress?.(`${place}: ${what}`);
    };
    await progress(sheet instanceof Uint8Array ? 'straightening' : 'drawing');
    const { grey, picture, sheetFacts } = await pageOf(sheet, name, options.rectify);
    const page = { source: name, picture, ...(sheetFacts && { sheet: sheetFacts }) };
    if (!detect || known) {
      yield { ...page, found: detect ? known : undefined };
      continue;
    }
    await progress('looking for places to fill');
    const { places, wordsOnly } = detectByLines(grey);
    const isRead = languages.length > 0 && !own?.length;
    if (isRead) await progress('reading words');
    const words = isRead ? await readWords(wordsOnly, languages) : languages.length > 0 ? (own ?? []) : [];
    const { width, height } = grey;
    yield { ...page, found: { width, height, places, words } };
  }
}

/** A page before it is straightened. */
interface Sheet {
  name: string;
  /** "page 2 of 3". */
  place: string;
  /** The bytes of a picture, or a drawn page of a PDF. */
  sheet: Uint8Array | Colour;
  /** What a PDF itself says of its page. */
  known?: KnownPage | undefined;
  words?: readonly Word[] | undefined;
}

async function* sheetsOf(sources: readonly FormSource[], detect: boolean): AsyncGenerator<Sheet> {
  for (const [index, { name, bytes }] of sources.entries()) {
    const file = await bytes();
    if (!isPdf(file)) {
      yield { name, place: `page ${index + 1} of ${sources.length}`, sheet: file };
      continue;
    }
    const count = await pdfPageCount(file, name);
    const known = detect ? await acroFormLayout(file) : undefined;
    const words = detect ? await pdfWords(file) : [];
    let page = 0;
    for await (const sheet of eachPdfPage(file, name)) {
      const place = `page ${page + 1} of ${count}`;
      yield {
        name,
        place: sources.length === 1 ? place : `${name}, ${place}`,
        sheet,
        known: known?.[page],
        // They are where they would be at 200 pixels to the inch.
        words: sheet.isReduced ? [] : words[page],
      };
      page++;
    }
  }
}

async function pageOf(
  sheet: Uint8Array | Colour,
  name: string,
  how: ReadOptions['rectify'],
): Promise<Pick<ReadPage, 'picture'> & { grey: Grey; sheetFacts?: ReadPage['sheet'] }> {
  if (!(sheet instanceof Uint8Array)) {
    return { grey: await greyOf(sheet), picture: async () => sheet };
  }
  const done = how ?? ((await isStraightened(sheet)) ? 'none' : 'auto');
  const page = await rectify(sheet, { name, rectify: done });
  const { grey, inPlace: _, ...sheetFacts } = page;
  return { grey, picture: () => inColours(sheet, page), sheetFacts };
}
