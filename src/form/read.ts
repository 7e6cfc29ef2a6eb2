import { type Colour, inColour } from './colour.ts';
import { detectByLines } from './detect/detect.ts';
import type { PageFound } from './layout/layout.ts';
import { eachPdfPage, greyOf, isPdf, pdfPageCount } from './pdf/pages.ts';
import type { Grey } from './picture.ts';
import { rectify } from './rectify/rectify.ts';
import { readWords } from './words/read.ts';

/** A photo, a scan or a PDF. */
export interface FormSource {
  /** What messages call it. */
  name: string;
  bytes(): Promise<Uint8Array>;
}

export interface ReadOptions {
  /** `none`: a picture is a page already, whatever it looks like. Pages of a PDF always are. */
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
  picture: Colour;
  /** Undefined when nothing was looked for. */
  found: PageFound | undefined;
}

/**
 * Reads the pages of a form, in order: each is straightened, its places to fill are found, then its
 * words. One page is in memory at a time.
 *
 * @throws UserError for what cannot be read or used, with the measure; the signal's reason when it is aborted
 */
export async function* readPages(
  sources: readonly FormSource[],
  { detect = true, languages = ['eng'], signal, onProgress, ...options }: ReadOptions = {},
): AsyncGenerator<ReadPage> {
  for await (const { name, place, sheet } of sheetsOf(sources)) {
    const progress = async (what: string) => {
      // Each step fills a core for seconds: what waits in the event loop comes between.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      onProgress?.(`${place}: ${what}`);
    };
    await progress('straightening');
    const { grey, picture } = await pageOf(sheet, name, options.rectify);
    if (!detect) {
      yield { source: name, picture, found: undefined };
      continue;
    }
    await progress('looking for places to fill');
    const { places, wordsOnly } = detectByLines(grey);
    if (languages.length > 0) await progress('reading words');
    const words = languages.length > 0 ? await readWords(wordsOnly, languages) : [];
    const { width, height } = grey;
    yield { source: name, picture, found: { width, height, places, words } };
  }
}

/** A page before it is straightened: the bytes of a picture, or a drawn page of a PDF. */
interface Sheet {
  name: string;
  /** "page 2 of 3". */
  place: string;
  sheet: Uint8Array | Colour;
}

async function* sheetsOf(sources: readonly FormSource[]): AsyncGenerator<Sheet> {
  for (const [index, { name, bytes }] of sources.entries()) {
    const file = await bytes();
    const ofSources = `page ${index + 1} of ${sources.length}`;
    if (!isPdf(file)) {
      yield { name, place: ofSources, sheet: file };
      continue;
    }
    const count = await pdfPageCount(file, name);
    let page = 0;
    for await (const sheet of eachPdfPage(file, name)) {
      const ofPdf = `page ${++page} of ${count}`;
      yield { name, place: sources.length === 1 ? ofPdf : `${name}, ${ofPdf}`, sheet };
    }
  }
}

async function pageOf(
  sheet: Uint8Array | Colour,
  name: string,
  how: ReadOptions['rectify'],
): Promise<{ grey: Grey; picture: Colour }> {
  if (!(sheet instanceof Uint8Array)) return { grey: await greyOf(sheet), picture: sheet };
  const { grey } = await rectify(sheet, { name, ...(how && { rectify: how }) });
  return { grey, picture: inColour(grey) };
}
