import type { Colour } from './colour.ts';
import { sharp } from './sharp.ts';

/** The picture of a page as the app shows and prints it, and its size in pixels. */
export interface PagePicture {
  /** A JPEG: what goes into a PDF as it is. */
  jpeg: Uint8Array;
  width: number;
  height: number;
}

/** Some 200 to 300 kB for a full page of A4 at 200 pixels to the inch: print stays sharp at twice its size. */
export async function pagePicture({ width, height, data }: Colour): Promise<PagePicture> {
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 72, mozjpeg: true })
    .toBuffer();
  return { jpeg, width, height };
}
