import { describe, expect, test } from 'vitest';
import { grayOf, grayRowsOf, pictureOf, problemsOf, rowsOf, stepped } from '../pictures.ts';

test('median takes a speck away', async () => {
  const speck = [
    [5, 5, 5],
    [5, 255, 5],
    [5, 5, 9],
  ];
  const middle = (await grayRowsOf(await stepped(grayOf(speck), { median: {} })))[1]?.[1];
  expect(middle).toBe(5);
  expect(problemsOf({ median: { size: 4 } })).toEqual([
    ['0/median/size', 'The size is odd: 3, 5, 7, up to 15.'],
  ]);
});

describe('edges', () => {
  test('are the magnitude of the gradient', async () => {
    // A step of 50 gives 4 x 50 on both sides of it, and nothing elsewhere.
    const rows = Array.from({ length: 3 }, () => [10, 10, 10, 60, 60, 60]);
    const expected = Array.from({ length: 3 }, () => [0, 0, 200, 200, 0, 0]);
    expect(await grayRowsOf(await stepped(grayOf(rows), { edges: {} }))).toEqual(expected);
    const across = rows[0]?.map((value) => [value, value, value]) ?? [];
    expect(await grayRowsOf(await stepped(grayOf(across), { edges: {} }))).toEqual(
      [0, 0, 200, 200, 0, 0].map((value) => [value, value, value]),
    );
  });

  test('are at most white, and slanted ones are rounded', async () => {
    const rows = [
      [0, 0, 255],
      [0, 0, 255],
      [0, 0, 255],
    ];
    expect((await grayRowsOf(await stepped(grayOf(rows), { edges: {} })))[1]).toEqual([0, 255, 255]);
    const corner = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 10],
    ];
    expect((await grayRowsOf(await stepped(grayOf(corner), { edges: {} })))[1]?.[1]).toBe(
      Math.round(Math.SQRT2 * 10),
    );
  });
});

test('blur spreads, keeps the sum, and no hidden colour shines through', async () => {
  const dot = Array.from({ length: 15 }, (_, y) =>
    Array.from({ length: 15 }, (__, x) => (x === 7 && y === 7 ? 255 : 0)),
  );
  const blurred = await grayRowsOf(await stepped(grayOf(dot), { blur: { sigma: 1 } }));
  expect(blurred[7]?.[7]).toBeGreaterThan(20);
  expect(blurred[7]?.[7]).toBeLessThan(60);
  expect(Math.abs(blurred.flat().reduce((sum, value) => sum + value) - 255)).toBeLessThan(30);

  const hidden = pictureOf([
    [
      [255, 0, 0, 0],
      [0, 0, 255, 255],
      [0, 0, 255, 255],
    ],
  ]);
  const rows = await rowsOf(await stepped(hidden, { blur: { sigma: 1 } }));
  for (const [r = 0, , , alpha = 0] of rows[0] ?? []) if (alpha > 0) expect(r).toBeLessThan(3);
});

test('sharpen steepens an edge', async () => {
  const rows = Array.from({ length: 9 }, () => [100, 100, 100, 100, 140, 140, 140, 140]);
  const sharp = (await grayRowsOf(await stepped(grayOf(rows), { sharpen: { sigma: 1 } })))[4] ?? [];
  expect(sharp[3]).toBeLessThan(100);
  expect(sharp[4]).toBeGreaterThan(140);
  expect(sharp[0]).toBe(100);
});

test.each([
  [{ blur: {} }, '0/blur/sigma'],
  [{ blur: { sigma: 0.2 } }, '0/blur/sigma'],
  [{ sharpen: { sigma: 11 } }, '0/sharpen/sigma'],
  [{ sharpen: { flat: -1 } }, '0/sharpen/flat'],
  [{ median: { size: 17 } }, '0/median/size'],
  [{ edges: { kernel: 'sobel' } }, '0/edges'],
  [{ gamma: { gamma: 0 } }, '0/gamma/gamma'],
  [{ tint: {} }, '0/tint/colour'],
  [{ monochrome: { threshold: 256 } }, '0/monochrome/threshold'],
  [{ monochrome: { dither: 'ordered' } }, '0/monochrome/dither'],
  [{ trim: { threshold: -1 } }, '0/trim/threshold'],
  [{ rotate: { angle: 361 } }, '0/rotate/angle'],
  [{ watermark: { text: 'a', opacity: 2 } }, '0/watermark/opacity'],
])('%j is out of range', (step, path) => {
  expect(problemsOf(step).map(([at]) => at)).toEqual([path]);
});
