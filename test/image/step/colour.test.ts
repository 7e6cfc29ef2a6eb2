import { describe, expect, test } from 'vitest';
import { rgba } from '../../../src/image/step/colour.ts';
import { grayOf, grayRowsOf, pictureOf, problemsOf, red, rowsOf, stepped, white } from '../pictures.ts';

test.each([
  ['#0a0b0c', { r: 10, g: 11, b: 12, alpha: 1 }],
  ['#0a0b0c80', { r: 10, g: 11, b: 12, alpha: 128 / 255 }],
  ['#fA0', { r: 255, g: 170, b: 0, alpha: 1 }],
  ['white', { r: 255, g: 255, b: 255, alpha: 1 }],
  ['black', { r: 0, g: 0, b: 0, alpha: 1 }],
  ['transparent', { r: 255, g: 255, b: 255, alpha: 0 }],
])('the colour %s', (text, expected) => {
  expect(rgba(text)).toEqual(expected);
});

test('negate leaves alpha', async () => {
  const picture = pictureOf([[[10, 100, 250, 77]]]);
  expect(await rowsOf(await stepped(picture, { negate: {} }))).toEqual([[[245, 155, 5, 77]]]);
  expect(await grayRowsOf(await stepped(grayOf([[0, 7, 255]]), { negate: {} }))).toEqual([[255, 248, 0]]);
});

test('gamma is what its definition says, and leaves alpha', async () => {
  const values = Array.from({ length: 256 }, (_, value) => value);
  for (const gamma of [0.45, 2.2]) {
    const expected = values.map((value) => Math.round(255 * (value / 255) ** (1 / gamma)));
    expect(await grayRowsOf(await stepped(grayOf([values]), { gamma: { gamma } }))).toEqual([expected]);
  }
  const picture = pictureOf([[[64, 128, 255, 64]]]);
  expect(await rowsOf(await stepped(picture, { gamma: { gamma: 2 } }))).toEqual([[[128, 181, 255, 64]]]);
});

test('normalize stretches from black to white', async () => {
  const picture = grayOf([Array.from({ length: 100 }, (_, i) => 100 + Math.floor(i / 2))]);
  const [row = []] = await grayRowsOf(await stepped(picture, { normalize: { lower: 0, upper: 100 } }));
  // The percentiles are looked up in whole steps of CIE lightness.
  expect(row[0]).toBeLessThan(8);
  expect(row.at(-1)).toBeGreaterThan(247);
  expect(row.toSorted((a, b) => a - b)).toEqual(row);
  expect(problemsOf({ normalize: { lower: 60, upper: 50 } })).toEqual([
    ['0/normalize/upper', 'The upper percentile is above the lower one.'],
  ]);
});

describe('modulate', () => {
  test('brightness, saturation and hue', async () => {
    const of = async (modulate: object) =>
      (await rowsOf(await stepped(pictureOf([[[200, 60, 60]]]), { modulate })))[0]?.[0] ?? [];
    const [r = 0, g = 0, b = 0] = await of({ brightness: 0.5 });
    expect(Math.max(r, g, b)).toBeLessThan(130);
    const gray = await of({ saturation: 0 });
    expect(Math.max(...gray) - Math.min(...gray)).toBeLessThanOrEqual(1);
    const [red = 0, green = 0] = await of({ hue: 120 });
    expect(green).toBeGreaterThan(red);
  });

  test('does not see alpha', async () => {
    const modulate = { brightness: 1.2, hue: 40 };
    const half = pictureOf([[[200, 60, 60, 30]]]);
    const full = pictureOf([[[200, 60, 60]]]);
    const steps = [{ resize: { width: 1 } }, { modulate }];
    const [[[r, g, b, alpha] = []] = []] = await rowsOf(await stepped(half, ...steps));
    const [[expected = []] = []] = await rowsOf(await stepped(full, ...steps));
    expect(alpha).toBe(30);
    // Resizing multiplies by alpha and back: in 30 steps a value is known to within 4.
    for (const [i, value] of [r, g, b].entries()) {
      expect(Math.abs((value ?? 0) - (expected[i] ?? 0))).toBeLessThan(12);
    }
  });

  test('by nothing is refused', () => {
    expect(problemsOf({ modulate: {} })).toEqual([
      ['0/modulate', 'A modulate needs a brightness, a saturation or a hue.'],
    ]);
  });
});

test('tint gives gray pictures a colour, too', async () => {
  for (const picture of [grayOf([[128]]), pictureOf([[[128, 128, 128]]])]) {
    const [[[r = 0, g = 0, b = 0] = []] = []] = await rowsOf(
      await stepped(picture, { tint: { colour: '#f80' } }),
    );
    expect(r).toBeGreaterThan(g);
    expect(g).toBeGreaterThan(b);
  }
});

test('flatten puts a colour behind, and leaves no alpha', async () => {
  const picture = pictureOf([
    [
      [...red, 0],
      [...red, 255],
      [0, 0, 0, 51],
    ],
  ]);
  expect(await rowsOf(await stepped(picture, { flatten: {} }))).toEqual([[white, red, [204, 204, 204]]]);
  expect(await rowsOf(await stepped(picture, { flatten: { background: '#000' } }))).toEqual([
    [[0, 0, 0], red, [0, 0, 0]],
  ]);
  expect(problemsOf({ flatten: { background: 'transparent' } })).toEqual([
    ['0/flatten/background', 'A colour here is written #rrggbb or #rgb, or is white or black.'],
  ]);
});

test('grayscale keeps alpha, in one channel more', async () => {
  const picture = pictureOf([
    [
      [...red, 9],
      [7, 7, 7, 200],
    ],
  ]);
  const [row = []] = await rowsOf(await stepped(picture, { grayscale: {} }));
  for (const [r, g, b] of row) expect([g, b]).toEqual([r, r]);
  expect(row.map(([value]) => value)[1]).toBe(7);
  expect(row.map(([, , , alpha]) => alpha)).toEqual([9, 200]);
});
