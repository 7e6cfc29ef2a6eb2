import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { preview } from '../../../../src/parts/worker/work/preview.ts';

/** Red above, blue below, as wide and as high as it is said. */
function picture(width: number, height: number): Promise<Buffer> {
  const half = { width, height: height / 2, channels: 3 as const };
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
    .composite([{ input: { create: { ...half, background: '#ff0000' } }, gravity: 'north' }])
    .png()
    .toBuffer();
}

describe('a picture as text', () => {
  it('has two pixels in a character, in their colours', async () => {
    const { lines, columns } = await preview(await picture(2, 2), { columns: 80, lines: 24, colours: 24 });
    expect(columns).toBe(2);
    expect(lines).toEqual(['\u001b[38;2;255;0;0;48;2;0;0;255m▀▀\u001b[0m']);
  });

  it('uses the colours that the terminal has', async () => {
    const of = async (colours: number) =>
      (await preview(await picture(2, 4), { columns: 80, lines: 24, colours })).lines;
    expect(await of(8)).toEqual([
      '\u001b[38;5;196;48;5;196m▀▀\u001b[0m',
      '\u001b[38;5;21;48;5;21m▀▀\u001b[0m',
    ]);
    expect(await of(4)).toEqual(['::', '  ']);
  });

  it('keeps its proportion, and to the room there is', async () => {
    const size = async (width: number, height: number) => {
      const made = await preview(await picture(width, height), { columns: 40, lines: 10, colours: 1 });
      expect(made.lines.every((line) => line.length === made.columns)).toBe(true);
      return [made.columns, made.lines.length];
    };
    expect(await size(400, 100)).toEqual([40, 5]);
    expect(await size(100, 400)).toEqual([5, 10]);
    expect(await size(400, 200)).toEqual([40, 10]);
    expect(await size(6, 6)).toEqual([6, 3]);
  });

  it('shows pictures of grey, with gaps, and of several frames', async () => {
    const grey = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .greyscale()
      .png()
      .toBuffer();
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const gap = await sharp({ create: { width: 4, height: 4, channels: 4, background: clear } })
      .png()
      .toBuffer();
    const at = { columns: 4, lines: 2, colours: 24 };
    expect((await preview(grey, at)).lines[0]).toBe('\u001b[38;2;255;255;255;48;2;255;255;255m▀▀▀▀\u001b[0m');
    expect((await preview(gap, at)).lines[0]).toContain('38;2;128;128;128');
  });
});
