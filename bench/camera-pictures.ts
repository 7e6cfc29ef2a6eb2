/** Makes pictures like those of a camera: shapes on slopes of colour, with noise over all of it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import sharp from 'sharp';

/**
 * Writes `count` JPEG pictures into a folder: of quality 90, the noise that of a sensor. The same
 * call writes the same pictures.
 */
export async function makePictures(
  folder: string,
  count: number,
  { width, height }: { width: number; height: number },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const noise = await sensorNoise(Math.min(512, width, height));
  const limit = pLimit(2);
  const make = (seed: number) =>
    sharp(Buffer.from(shapes(seed, width, height)))
      .flatten()
      .composite([{ input: noise, tile: true, blend: 'overlay' }])
      .jpeg({ quality: 90 })
      .toFile(join(folder, `${String(seed).padStart(5, '0')}.jpg`));
  await Promise.all(Array.from({ length: count }, (_, seed) => limit(make, seed)));
}

/** A square of gray noise around the middle, of a normal distribution. */
async function sensorNoise(side: number): Promise<Buffer> {
  const next = random(1);
  const data = Buffer.alloc(side * side);
  for (let i = 0; i < data.length; i++) {
    // Twelve of them: the central limit theorem.
    let sum = 0;
    for (let n = 0; n < 12; n++) sum += next();
    data[i] = Math.round(128 + 10 * (sum - 6));
  }
  return sharp(data, { raw: { width: side, height: side, channels: 1 } })
    .toColourspace('srgb')
    .png()
    .toBuffer();
}

function shapes(seed: number, width: number, height: number): string {
  const next = random(seed + 1);
  const upTo = (most: number) => Math.round(next() * most);
  const colour = () => `rgb(${upTo(255)},${upTo(255)},${upTo(255)})`;
  const slope = (id: number) =>
    `<linearGradient id="g${id}" x2="${next()}" y2="${next()}"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient>`;
  const drawn = Array.from({ length: 60 }, (_, n) =>
    n % 2
      ? `<circle cx="${upTo(width)}" cy="${upTo(height)}" r="${upTo(width / 10)}" fill="url(#g${n % 8})"/>`
      : `<rect x="${upTo(width)}" y="${upTo(height)}" width="${upTo(width / 4)}" height="${upTo(height / 4)}" fill="url(#g${n % 8})"/>`,
  );
  const slopes = Array.from({ length: 8 }, (_, id) => slope(id));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${slopes.join('')}</defs><rect width="100%" height="100%" fill="url(#g0)"/>${drawn.join('')}</svg>`;
}

/** Numbers from 0 to 1 that are the same for the same seed (a linear congruential generator). */
function random(seed: number): () => number {
  let state = seed * 7919 + 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
