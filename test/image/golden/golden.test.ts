import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageEngineVersion } from '../../../src/image/engine.ts';
import type { ImageStepsInput } from '../../../src/image/steps.ts';
import { fileOf, processed, stepsOf } from '../pictures.ts';

// `HOLDALL_GOLDEN=write npx vitest run test/image/golden` makes them anew; look at them then.
const folder = join(import.meta.dirname, 'pictures');
const isWriting = process.env['HOLDALL_GOLDEN'] === 'write';
/** The mean CIE76 difference that nobody sees. */
const unseen = 1;

const cases: Record<string, ImageStepsInput> = {
  'resize.png': [{ resize: { width: 48 } }],
  'cover-attention.webp': [
    { resize: { width: 40, height: 40, fit: 'cover', position: 'attention' } },
    { encode: { format: 'webp' } },
  ],
  'contain-rotate.png': [{ resize: { width: 60, height: 60, fit: 'contain' } }, { rotate: { angle: 20 } }],
  'grayscale-sharpen.jpg': [{ grayscale: {} }, { sharpen: { sigma: 2 } }, { encode: { format: 'jpeg' } }],
  'monochrome.png': [{ monochrome: {} }],
  'edges-negate.png': [{ edges: {} }, { negate: {} }],
  'tint-modulate.jpg': [
    { modulate: { saturation: 0.5, hue: 60 } },
    { tint: { colour: '#704214' } },
    { encode: { format: 'jpeg', quality: 70 } },
  ],
  'normalize-gamma.png': [{ normalize: {} }, { gamma: { gamma: 1.6 } }],
  'median-blur.png': [{ median: { size: 5 } }, { blur: { sigma: 1.5 } }],
  'crop-extend.avif': [
    { crop: { aspect: '1:1' } },
    { extend: { all: 4, background: '#224466' } },
    { encode: { format: 'avif' } },
  ],
};

/** A sun over hills, 96 x 64. */
const scene =
  '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><defs><linearGradient id="sky" x2="0" y2="1">' +
  '<stop stop-color="#3a7bd5"/><stop offset="1" stop-color="#f7d9a8"/></linearGradient></defs>' +
  '<rect width="96" height="64" fill="url(#sky)"/><circle cx="70" cy="20" r="9" fill="#ffd23f"/>' +
  '<path d="M0 64V46Q20 28 44 46T96 40V64z" fill="#2f6b3a"/><path d="M0 64V56Q30 44 60 56T96 54V64z" fill="#173d22"/></svg>';

/** Means over all pixels. */
async function distance(one: Buffer, other: Buffer): Promise<number> {
  const read = (bytes: Buffer) =>
    sharp(bytes).flatten({ background: '#fff' }).toColourspace('lab').raw({ depth: 'float' }).toBuffer();
  const [a, b] = (await Promise.all([read(one), read(other)])).map(
    (bytes) => new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4),
  );
  if (!a || !b || a.length !== b.length) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < a.length; i += 3) {
    sum += Math.hypot(...[0, 1, 2].map((c) => (a[i + c] ?? 0) - (b[i + c] ?? 0)));
  }
  return sum / (a.length / 3);
}

test.each(Object.entries(cases))('%s', async (name, steps) => {
  const source = await sharp(Buffer.from(scene)).removeAlpha().png().toBuffer();
  const { data } = await processed(await fileOf('a.png', source), stepsOf(...steps));
  const made = `${await imageEngineVersion()}, ${process.arch}`;
  if (isWriting) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), data);
    await writeFile(join(folder, 'made-by.txt'), `${made}\n`);
  }
  const golden = await readFile(join(folder, name));
  expect(await distance(data, golden)).toBeLessThan(unseen);
  const madeBy = (await readFile(join(folder, 'made-by.txt'), 'utf8')).trim();
  if (madeBy === made) expect(data.equals(golden)).toBe(true);
});

test('the distance tells pictures apart', async () => {
  const [one, other] = await Promise.all(
    ['resize.png', 'resize.png'].map((name) => readFile(join(folder, name))),
  );
  if (!one || !other) throw new Error('there are two');
  expect(await distance(one, other)).toBe(0);
  expect(
    await distance(one, await sharp(other).modulate({ brightness: 1.1 }).png().toBuffer()),
  ).toBeGreaterThan(unseen);
});
