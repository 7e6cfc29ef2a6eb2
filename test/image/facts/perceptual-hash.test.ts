import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { hashDistance, perceptualHash } from '../../../src/image/facts/perceptual-hash.ts';
import { shrink } from '../../../src/image/facts/shrink.ts';
import { nearBound } from '../../../src/image/near-duplicates.ts';
import { scene } from '../pictures.ts';

async function hashOf(picture: Sharp | Buffer): Promise<string> {
  const { data, info } = await sharp(Buffer.isBuffer(picture) ? picture : await picture.png().toBuffer())
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return perceptualHash(shrink({ data, width, height, channels: channels as 1 | 2 | 3 | 4 }));
}

describe('the perceptual hash', () => {
  it.each<[string, (picture: Sharp) => Sharp]>([
    ['scaled down', (picture) => picture.resize(150)],
    ['scaled up', (picture) => picture.resize(1000)],
    ['in other proportions', (picture) => picture.resize(300, 300, { fit: 'fill' })],
    ['encoded badly', (picture) => picture.jpeg({ quality: 20 })],
    ['brighter', (picture) => picture.modulate({ brightness: 1.1 })],
    ['blurred', (picture) => picture.blur(2)],
  ])('is nearly the same for a picture %s', async (_, change) => {
    for (const seed of [1, 2, 3]) {
      const before = await hashOf(scene(seed));
      const after = await hashOf(await change(sharp(await scene(seed).png().toBuffer())).toBuffer());
      expect(hashDistance(before, after)).toBeLessThanOrEqual(nearBound);
    }
  });

  it('is far off for other pictures', async () => {
    const hashes = await Promise.all(Array.from({ length: 12 }, (_, seed) => hashOf(scene(seed))));
    for (const [place, hash] of hashes.entries())
      for (const other of hashes.slice(place + 1))
        expect(hashDistance(hash, other)).toBeGreaterThan(nearBound * 2);
  });

  it('has a bit for each frequency, the lowest first', async () => {
    const [width, height] = [320, 320];
    // One wave over the width: the second frequency of the first row, with both of its signs.
    const wave = (sign: number) =>
      Buffer.from(
        Uint8Array.from({ length: width * height }, (_, i) =>
          Math.round(128 + sign * 100 * Math.cos((Math.PI * ((i % width) + 0.5)) / width)),
        ),
      );
    const hash = (data: Buffer) => perceptualHash(shrink({ data, width, height, channels: 1 }));
    const [up, down] = [hash(wave(1)), hash(wave(-1))].map((digits) => BigInt(`0x${digits}`));
    expect((up ?? 0n) >> 62n).toBe(0b11n);
    expect((down ?? 0n) >> 62n).toBe(0b10n);
  });

  it('is without structure for one colour', async () => {
    const plain = (background: string) =>
      hashOf(sharp({ create: { width: 50, height: 40, channels: 3, background } }));
    expect(await plain('#3060c0')).toBe('8000000000000000');
    expect(await plain('#000')).toBe('0000000000000000');
  });

  it('takes what is transparent for white', async () => {
    const clear = await hashOf(
      sharp({ create: { width: 50, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }),
    );
    expect(clear).toBe('8000000000000000');
  });

  it('comes of pictures of one pixel and of one line', async () => {
    for (const [width, height] of [
      [1, 1],
      [1, 500],
      [3000, 2],
    ] as const)
      expect(await hashOf(sharp({ create: { width, height, channels: 3, background: '#456' } }))).toMatch(
        /^[0-9a-f]{16}$/,
      );
  });
});

describe('the distance of two hashes', () => {
  it.each([
    ['0000000000000000', '0000000000000000', 0],
    ['0000000000000000', 'ffffffffffffffff', 64],
    ['8000000000000001', '0000000000000000', 2],
    ['00000000ffffffff', 'ffffffff00000000', 64],
  ])('%s, %s', (a, b, distance) => {
    expect(hashDistance(a, b)).toBe(distance);
    expect(hashDistance(b, a)).toBe(distance);
  });
});
