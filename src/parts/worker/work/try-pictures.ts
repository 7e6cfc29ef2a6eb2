import { imageEngine } from '../../../image/engine.ts';

/** Makes a PNG of 2 x 2 pixels, reads it again, and returns it; throws where pictures cannot be made. */
export async function tryPictures(): Promise<Uint8Array> {
  const sharp = await imageEngine();
  const made = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();
  const { width, height } = await sharp(made).metadata();
  if (width !== 2 || height !== 2) {
    throw new Error(`a picture of 2 x 2 pixels has become ${width} x ${height}`);
  }
  return made;
}
