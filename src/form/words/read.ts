import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { createWorker, PSM } from 'tesseract.js';
import { UserError } from '../../base/error.ts';
import type { Box } from '../box.ts';
import type { Grey } from '../picture.ts';

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
 * The words of a page, in the order of reading; give the page without its lines. Nothing is fetched:
 * the languages' data are packages.
 */
export async function readWords(page: Grey, languages: readonly string[] = ['eng']): Promise<Word[]> {
  const { width, height, data } = page;
  const picture = await sharp(data, { raw: { width, height, channels: 1 } }).withMetadata({ density: 200 }).png({ compressionLevel: 1 }).toBuffer();
  const worker = await createWorker(languages.map(dataOf), 1, { cacheMethod: 'none', gzip: true, logger: () => {}, errorHandler: () => {} });
  try {
    await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, user_defined_dpi: '200' });
    const { data: found } = await worker.recognize(picture, {}, { blocks: true, text: false });
    return (found.blocks ?? [])
      .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words)))
      .filter(({ text, confidence }) => confidence > 20 && /[\p{L}\p{N}]/u.test(text))
      .map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
        text,
        confidence: confidence / 100,
        box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
      }));
  } finally {
    await worker.terminate();
  }
}

const require = createRequire(import.meta.url);

function dataOf(code: string): { code: string; data: Uint8Array } {
  try {
    return { code, data: readFileSync(require.resolve(`@tesseract.js-data/${code}/4.0.0_best_int/${code}.traineddata.gz`)) };
  } catch (error) {
    throw new UserError(`There is no data to read the language ${JSON.stringify(code)} with.`, {
      hint: `Holdall brings ${wordLanguages.join(', ')} along.`,
      exitCode: 2,
      cause: error,
    });
  }
}
