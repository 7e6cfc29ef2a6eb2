import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { type MadeImage, makeImage } from '../../src/image/process.ts';
import type { ImageStepsInput } from '../../src/image/steps.ts';
import { fileOf, stepsOf } from './pictures.ts';

/** Colours, slopes and noise: a picture of which every rounding shows. */
async function noisy(channels: 1 | 3 | 4, [width, height] = [101, 75]) {
  const data = Buffer.alloc(width * height * channels);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    data[i] = (((i / channels) % width) + (state >> 16) * 0.4) & 255;
  }
  const picture = sharp(data, { raw: { width, height, channels } });
  return channels === 1 ? picture.toColourspace('b-w') : picture;
}

const sources: [title: string, name: string, make: () => Promise<Buffer>][] = [
  ['a JPEG', 'a.jpg', async () => (await noisy(3)).jpeg().toBuffer()],
  [
    'a JPEG that lies on its side',
    'b.jpg',
    async () => (await noisy(3)).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  ],
  ['a JPEG in Display P3', 'c.jpg', async () => (await noisy(3)).withIccProfile('p3').jpeg().toBuffer()],
  ['a JPEG in CMYK', 'd.jpg', async () => (await noisy(3)).toColourspace('cmyk').jpeg().toBuffer()],
  ['a gray JPEG', 'e.jpg', async () => (await noisy(1)).jpeg().toBuffer()],
  ['a PNG', 'f.png', async () => (await noisy(3)).png().toBuffer()],
  ['a PNG of 16 bits', 'g.png', async () => (await noisy(3)).toColourspace('rgb16').png().toBuffer()],
  ['a PNG with transparency', 'h.png', async () => (await noisy(4)).png().toBuffer()],
  ['a PNG with a palette', 'i.png', async () => (await noisy(3)).png({ palette: true }).toBuffer()],
  ['a WebP', 'j.webp', async () => (await noisy(3)).webp().toBuffer()],
];

const plans: ImageStepsInput[] = [
  [],
  [{ resize: { width: 25 } }],
  [{ resize: { width: 45, height: 45, fit: 'cover' } }, { blur: { sigma: 2 } }, { negate: {} }],
  [{ resize: { width: 45, height: 45, fit: 'contain' } }],
  [{ resize: { width: 45, height: 45, fit: 'contain', background: '#c33' } }],
  [{ crop: { left: 10, top: 10, width: 60, height: 50 } }, { grayscale: {} }, { sharpen: {} }],
  [{ grayscale: {} }],
  [{ grayscale: {} }, { tint: { colour: '#963' } }],
  [{ rotate: { angle: 90 } }, { flip: {} }],
  [{ resize: { width: 30 } }, { rotate: { angle: 10 } }],
  [{ monochrome: {} }],
  [{ modulate: { brightness: 1.2, saturation: 0.5 } }, { normalize: {} }],
  [{ resize: { width: 30 } }, { metadata: { keep: 'all' } }],
];

const formats: ImageStepsInput[] = [
  [],
  [{ encode: { format: 'jpeg', quality: 70 } }],
  [{ encode: { format: 'png' } }],
  [{ encode: { format: 'webp' } }],
  [{ encode: { format: 'tiff' } }],
  [{ encode: { format: 'jpeg', maxBytes: 15_000 } }],
];

/** What was made, with a hash of its pixels: its density is that of the source, or none is noted. */
async function seen({ outputs: [{ data, ...output }], ...made }: MadeImage) {
  const { data: pixels, info } = await sharp(data).raw().toBuffer({ resolveWithObject: true });
  const { space, channels, hasProfile } = await sharp(data).metadata();
  return { ...made, ...output, pixels: sha256(pixels), info, space, channels, hasProfile };
}

describe('a picture that nobody looks at on its way', () => {
  it.each(sources)('comes out the same: %s', async (_, name, make) => {
    const bytes = await make();
    const file = await fileOf(name, bytes);
    for (const plan of plans) {
      for (const format of formats) {
        const steps = stepsOf(...plan, ...format);
        const [looked, straight, inMemory] = await Promise.all([
          makeImage(file, { steps }, { name }, async () => {}),
          makeImage(file, { steps }, { name }),
          makeImage(bytes, { steps }, { name }),
        ]);
        const which = JSON.stringify([...plan, ...format]);
        const expected = { which, ...(await seen(looked)) };
        expect({ which, ...(await seen(straight)) }).toEqual(expected);
        expect({ which, ...(await seen(inMemory)) }).toEqual(expected);
      }
    }
  });
});
