import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../base/error.ts';
import type { Box } from '../box.ts';
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

/** Tesseract reads small print better at 300 pixels to the inch than at 200. */
const larger = 1.5;

/**
 * The words of a page, in the order of reading; give the page without its lines. Nothing is fetched:
 * the languages' data are packages.
 */
export async function readWords(page: Grey, languages: readonly string[] = ['eng']): Promise<Word[]> {
  const { width, height, data } = page;
  const picture = await sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: Math.round(width * larger) })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { createWorker, PSM } = await import('tesseract.js');
  const folder = folderOf(languages);
  const worker = await createWorker([...languages], 1, { langPath: folder, gzip: true, cacheMethod: 'none' });
  try {
    await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, user_defined_dpi: '300' });
    const { data: found } = await worker.recognize(picture, {}, { blocks: true, text: false });
    return (found.blocks ?? [])
      .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words)))
      .filter(({ text, confidence }) => confidence > 20 && /[\p{L}\p{N}]/u.test(text))
      .map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
        text,
        confidence: confidence / 100,
        box: { x: x0 / larger, y: y0 / larger, width: (x1 - x0) / larger, height: (y1 - y0) / larger },
      }));
  } finally {
    await worker.terminate();
    rmSync(folder, { recursive: true, force: true });
  }
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
