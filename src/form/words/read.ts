import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'tesseract.js';
import { UserError } from '../../base/error.ts';
import { area, type Box, shared } from '../box.ts';
import type { Grey } from '../picture.ts';
import { sharp } from '../sharp.ts';

/** A word of the page. */
export interface Word {
  text: string;
  box: Box;
  /** 0 to 1. */
  confidence: number;
}

/** Languages whose data Holdall brings along, by their code of three letters (ISO 639-2, terminology). */
export const wordLanguages = ['eng', 'fra', 'deu'] as const;
export type WordLanguage = (typeof wordLanguages)[number];

/**
 * Tesseract reads small print better at 300 pixels to the inch than at 200. It finds words in two
 * ways, each of which overlooks some.
 */
const passes = [
  { mode: 'SPARSE_TEXT', larger: 1.5 },
  { mode: 'SINGLE_BLOCK', larger: 1.5 },
] as const;

/**
 * The words of a page, in the order of reading; give the page without its lines. Nothing is fetched:
 * the languages' data are packages.
 */
export async function readWords(page: Grey, languages: readonly string[] = ['eng']): Promise<Word[]> {
  // Loaded when it is first used: the action has it only once its packages are installed.
  const { createWorker, PSM } = await import('tesseract.js');
  const folder = folderOf(languages);
  const options = { langPath: folder, gzip: true, cacheMethod: 'none' } as const;
  try {
    const readings: Word[][] = [];
    for (const { mode, larger } of passes) {
      // One for each, since its memory grows with what it has read, by 100 MB and more.
      const worker = await createWorker([...languages], 1, options);
      try {
        await worker.setParameters({
          tessedit_pageseg_mode: PSM[mode],
          // What it says of specks and the like is nobody's business.
          debug_file: '/dev/null',
          user_defined_dpi: String(200 * larger),
        });
        const { data } = await worker.recognize(
          await enlarged(page, larger),
          {},
          { blocks: true, text: false },
        );
        readings.push(wordsIn(data, larger));
      } finally {
        await worker.terminate();
      }
    }
    const [first = [], ...others] = readings;
    return others.reduce(merged, first);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const enlarged = ({ width, height, data }: Grey, larger: number): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: Math.round(width * larger) })
    .png({ compressionLevel: 1 })
    .toBuffer();

/** What can be words, with boxes in pixels of the page. */
const wordsIn = ({ blocks }: Page, larger: number): Word[] =>
  (blocks ?? [])
    .flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words.map(withPronoun))),
    )
    .filter(({ text, confidence }) => confidence > 20 && /[\p{L}\p{N}*]/u.test(text))
    .map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
      text,
      confidence: confidence / 100,
      box: { x: x0 / larger, y: y0 / larger, width: (x1 - x0) / larger, height: (y1 - y0) / larger },
    }));

/** Of one English letter Tesseract makes a line: "| agree" is "I agree". */
const withPronoun = <T extends { text: string }>(word: T, at: number, all: readonly T[]): T =>
  word.text === '|' && /^\p{Ll}/u.test(all[at + 1]?.text ?? '') ? { ...word, text: 'I' } : word;

/** Words of a second reading where the first has none, or where it was much less sure of one. */
function merged(first: Word[], second: readonly Word[]): Word[] {
  const words = [...first];
  for (const word of second) {
    const same = words.filter(
      ({ box }) => shared(box, word.box) > 0.15 * Math.min(area(box), area(word.box)),
    );
    const [other] = same;
    if (!other && word.confidence > 0.6 && /[\p{L}\p{N}]{2}|^\d$/u.test(word.text)) words.push(word);
    const isSurer = other && same.length === 1 && word.confidence > other.confidence + 0.1;
    if (isSurer && shared(other.box, word.box) > 0.6 * Math.max(area(other.box), area(word.box)))
      words[words.indexOf(other)] = word;
  }
  return words;
}

const require = createRequire(import.meta.url);

/** The data of the languages in one folder, as Tesseract wants them: each is a package of its own. */
function folderOf(languages: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdall-words-'));
  for (const code of languages)
    try {
      const name = `${code}.traineddata.gz`;
      copyFileSync(require.resolve(`@tesseract.js-data/${code}/4.0.0_best_int/${name}`), join(folder, name));
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw new UserError(`There is no data to read the language ${JSON.stringify(code)} with.`, {
        hint: `Holdall brings ${wordLanguages.join(', ')} along.`,
        exitCode: 2,
        cause: error,
      });
    }
  return folder;
}
