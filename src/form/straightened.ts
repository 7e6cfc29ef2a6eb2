import type { Colour } from './colour.ts';
import { sharp } from './sharp.ts';

/** Stands in the EXIF data of a picture that was straightened, as the software that made it. */
const mark = 'holdall form rectify';

/** A straightened page as a file; `isStraightened` knows it again. */
export async function straightenedFile(
  { width, height, data }: Colour,
  format: 'png' | 'jpeg' | 'webp',
): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Software: mark } })
    .withDensity(200)
    .toFormat(format, format === 'png' ? {} : { quality: 90 })
    .toBuffer();
}

/** Whether a picture is a straightened page already: nothing is done to it then. */
export async function isStraightened(bytes: Uint8Array): Promise<boolean> {
  try {
    const { exif } = await sharp(bytes).metadata();
    return exif?.includes(mark) ?? false;
  } catch {
    // What is no picture is told where it is read.
    return false;
  }
}
