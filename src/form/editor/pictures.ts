import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { codeOf, UserError } from '../../base/error.ts';
import { pdfPages } from '../pdf/pages.ts';
import type { Grey } from '../picture.ts';
import { rectify } from '../rectify/rectify.ts';

/** The picture of a page, as the browser gets it. */
export interface PagePicture {
  png: Uint8Array;
  width: number;
  height: number;
}

/** The pages of a form, straightened; a PDF gives all of its pages. */
export async function readPages(files: readonly string[], how: 'auto' | 'none'): Promise<Grey[]> {
  const pages: Grey[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      throw new UserError(`There is no picture ${file}.`, {
        hint: 'Name the pictures of the pages with --picture.',
      });
    });
    const name = basename(file);
    if (bytes.subarray(0, 1024).includes('%PDF-')) pages.push(...(await pdfPages(bytes, name)));
    else pages.push((await rectify(bytes, { rectify: how, name })).grey);
  }
  return pages;
}

export async function pictureOf({ width, height, data }: Grey): Promise<PagePicture> {
  const png = await sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
  return { png, width, height };
}
