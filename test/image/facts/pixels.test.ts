import sharp from 'sharp';
import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { pixelFacts } from '../../../src/image/facts/pixels.ts';
import { processImage } from '../../../src/image/process.ts';
import { fileOf, gifOf, green, quarters, red, scene, stepsOf } from '../pictures.ts';

describe('what the pixels of a picture tell', () => {
  it('has a thumbhash that its own library draws in the right colours', async () => {
    const { data, info } = await quarters(800, 600).raw().toBuffer({ resolveWithObject: true });
    const facts = await pixelFacts({ data, width: info.width, height: info.height, channels: 3 });
    const thumbhash = Buffer.from(facts.thumbhash, 'base64');
    expect(thumbhash.length).toBeLessThan(30);
    const { r, g, b, a } = thumbHashToAverageRGBA(thumbhash);
    // The mean of red, green, white and blue.
    for (const [value, expected] of [
      [r, 0.5],
      [g, (160 + 255) / 4 / 255],
      [b, 0.5],
    ] as const)
      expect(Math.abs(value - expected)).toBeLessThan(0.08);
    expect(a).toBe(1);
    const { w, h } = thumbHashToRGBA(thumbhash);
    expect(Math.abs(w / h - 4 / 3)).toBeLessThan(0.1);
  });

  it('is the same whatever variants are made beside it', async () => {
    const file = await fileOf('scene.png', scene(5).png());
    const steps = stepsOf({ resize: { width: 200 } }, { encode: { format: 'webp' } });
    const alone = await processImage(file, { steps });
    const { facts } = await processImage(file, {
      steps,
      variants: {
        thumb: stepsOf({ resize: { width: 40 } }, { encode: { format: 'jpeg' } }),
        gray: stepsOf({ grayscale: {} }, { encode: { format: 'png' } }),
      },
    });
    expect(facts).toEqual(alone.facts);
  });

  it('is of the first frame, whether the picture moves or only a variant of it does', async () => {
    const file = await fileOf('two.gif', await gifOf([red, green]));
    const still = await processImage(file, { steps: stepsOf({ encode: { format: 'png' } }) });
    expect(still.facts.dominant).toBe('#ff0000');
    const moving = { moving: stepsOf({ encode: { format: 'webp' } }) };
    const beside = await processImage(file, {
      steps: stepsOf({ encode: { format: 'png' } }),
      variants: moving,
    });
    expect(beside.outputs.map(({ frames }) => frames)).toEqual([1, 2]);
    expect(beside.facts).toEqual(still.facts);
  });

  it('counts each pixel of the picture as it is packed', async () => {
    const file = await fileOf('scene.png', scene(6).png());
    const { outputs, facts } = await processImage(file, { steps: stepsOf({ resize: { width: 123 } }) });
    const [{ width, height }] = outputs;
    for (const { histogram } of facts.channels)
      expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(width * height);
    const { channels } = await sharp(outputs[0].data).stats();
    expect(facts.channels.map(({ mean }) => mean.toFixed(6))).toEqual(
      channels.map(({ mean }) => mean.toFixed(6)),
    );
  });
});
