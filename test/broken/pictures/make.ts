import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { gifOf, noise, quarters } from '../../image/pictures.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#abc' } });

/** A PNG of one pixel whose header says another size. */
async function bomb(width: number, height: number): Promise<Buffer> {
  const png = await plain(1, 1).png().toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

const blinking = (frames: number) =>
  gifOf(Array.from({ length: frames }, (_, i) => (i % 2 ? [0, 0, 0] : [255, 255, 255])));

/** An animation of few bytes on a large canvas. */
async function wideWebp(frames: number, width: number, height: number): Promise<Buffer> {
  const webp = await sharp(await blinking(frames), { pages: -1 })
    .webp()
    .toBuffer();
  // Its VP8X chunk, behind `RIFF`, a size, `WEBP`, `VP8X`, a size and the flags.
  webp.writeUIntLE(width - 1, 24, 3);
  webp.writeUIntLE(height - 1, 27, 3);
  return webp;
}

/** The first part of what is whole. */
const cut = (whole: Buffer, part: number) => whole.subarray(0, Math.floor(whole.length * part));

/** The bad and the odd pictures, by their names in messages.json; made when asked for, as some are large. */
export const makers: Record<string, () => Promise<Buffer>> = {
  'zero-bytes.jpg': async () => Buffer.alloc(0),
  'truncated.jpg': async () => cut(await noise(200, 150).jpeg().toBuffer(), 0.6),
  'truncated-header.jpg': async () => cut(await noise(200, 150).jpeg().toBuffer(), 0.01),
  'truncated.png': async () => cut(await noise(200, 150).png().toBuffer(), 0.6),
  'truncated.webp': async () => cut(await noise(200, 150).webp().toBuffer(), 0.6),
  'truncated.gif': async () => cut(await noise(200, 150).gif().toBuffer(), 0.6),
  'truncated.tif': async () => cut(await noise(200, 150).tiff().toBuffer(), 0.6),
  'truncated.avif': async () => cut(await noise(200, 150).avif().toBuffer(), 0.6),
  'extension-unknown.bmp': () => quarters().png().toBuffer(),
  'extension-missing': () => quarters().png().toBuffer(),
  'png-called.svg': () => quarters().png().toBuffer(),
  'png-called.jpg': () => quarters().png().toBuffer(),
  'text-called.jpg': async () => Buffer.from('Dear customer,\nthank you for your order.\n'),
  'web-page-called.png': async () => Buffer.from('<!doctype html><title>404 Not Found</title>'),
  'heic-called.jpg': async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  'bomb.png': () => bomb(60_000, 60_000),
  'bomb-frames.gif': () => blinking(150),
  'bomb-memory.webp': () => wideWebp(20, 3000, 2500),
  'side-65500.png': () => plain(65_500, 2).png().toBuffer(),
  'side-65501.png': () => plain(65_501, 2).png().toBuffer(),
  'cmyk.jpg': () => quarters().toColourspace('cmyk').jpeg().toBuffer(),
  'deep.png': () => quarters().toColourspace('rgb16').png().toBuffer(),
  'deep-gray.png': () => quarters().toColourspace('grey16').png().toBuffer(),
  'animated.gif': () =>
    gifOf([
      [255, 0, 0],
      [0, 255, 0],
    ]),
  'garbage.jpg': async () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(500, 7)]),
};
