import sharp from 'sharp';
import { emblem, scene } from './drawing.ts';
import { icon } from './icon.ts';
import type { Picture } from './pictures.ts';

// Full colour resolution: edges between flat colours show it.
const jpeg = { quality: 84, chromaSubsampling: '4:4:4' };

/** The product's picture as a JPEG or PNG file. */
export async function pictureFile(picture: Picture): Promise<Buffer> {
  const { shape, tint, portrait, stored, orientation } = picture;
  const svg = scene(shape, tint, portrait ? [900, 1200] : [1200, 900]);
  const drawn = sharp(Buffer.from(svg));
  if (stored === 'png') return drawn.png({ palette: true, quality: 90 }).toBuffer();
  if (stored === 'cmyk') return drawn.toColourspace('cmyk').jpeg(jpeg).toBuffer();
  if (!orientation) return drawn.jpeg(jpeg).toBuffer();
  // Held by the camera so that it takes this orientation to be upright.
  const held = { 3: 180, 6: 270, 8: 90 }[orientation];
  return drawn.rotate(held).withMetadata({ orientation }).jpeg(jpeg).toBuffer();
}

export const iconFile = (): Promise<Buffer> =>
  sharp(Buffer.from(emblem(icon, 512)))
    .png({ compressionLevel: 9 })
    .toBuffer();
