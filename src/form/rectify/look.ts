import { UserError } from '../../base/error.ts';
import type { Grey } from '../picture.ts';
import { sharp } from '../sharp.ts';

/** The longer side of the picture that the sheet is looked for in, in pixels. */
const looksAt = 1000;

/** A photo in shades of grey, turned as its camera says. */
export async function readGrey(input: Uint8Array | string, name: string): Promise<Grey> {
  try {
    const { data, info } = await sharp(input)
      .autoOrient()
      .flatten({ background: '#fff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (error) {
    throw new UserError(`${name} cannot be read as a picture.`, {
      hint: 'Give a JPEG, PNG, WebP, TIFF or PDF.',
      cause: error,
    });
  }
}

/** A small copy to look for the sheet in. */
export interface Look {
  grey: Grey;
  /** The darkest of the three colours: paper is bright in each, a table of wood is not. */
  white: Grey;
}

export async function lookAt(input: Uint8Array | string): Promise<Look> {
  const { data, info } = await sharp(input)
    .autoOrient()
    .flatten({ background: '#fff' })
    .resize({ width: looksAt, height: looksAt, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const of = (value: (r: number, g: number, b: number) => number): Grey => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, i) => {
      const at = i * channels;
      const red = data[at] as number;
      return channels < 3 ? red : value(red, data[at + 1] as number, data[at + 2] as number);
    }),
  });
  return {
    grey: of((r, g, b) => 0.299 * r + 0.587 * g + 0.114 * b),
    white: of((r, g, b) => Math.min(r, g, b)),
  };
}
