import { expect, it } from 'vitest';
import { type Corners, fittedToMost, type Point, proportionOf } from '../../src/form/geometry.ts';

/** Where a camera of focal length 3200 sees the corners of a sheet that is tilted around both axes. */
function seen(width: number, height: number, tiltX: number, tiltY: number): Corners {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx = 0, sy = 0]): Point => {
    const [x, y] = [(sx * width) / 2, (sy * height) / 2];
    const [x1, z1] = [x * Math.cos(tiltX), x * Math.sin(tiltX)];
    const [y1, z2] = [y * Math.cos(tiltY) - z1 * Math.sin(tiltY), y * Math.sin(tiltY) + z1 * Math.cos(tiltY)];
    const depth = 4000 + z2;
    return [2000 + (3200 * x1) / depth, 1500 + (3200 * y1) / depth];
  });
  return corners as unknown as Corners;
}

it('tells the proportion of a tilted sheet', () => {
  for (const [x, y] of [
    [0, 0],
    [0.3, 0.2],
    [0.4, -0.3],
  ] as const)
    expect(proportionOf(seen(1654, 2339, x, y), { width: 4000, height: 3000 })).toBeCloseTo(Math.SQRT1_2, 1);
});

it('fits a side though a corner is folded', () => {
  const straight = Array.from({ length: 40 }, (_, i): Point => [i * 10, 100 + i]);
  const folded = Array.from({ length: 10 }, (_, i): Point => [400 + i * 10, 140 - i * 9]);
  const { line, share } = fittedToMost([...straight, ...folded], 1) ?? {};
  expect(share).toBeCloseTo(0.8, 1);
  expect(Math.abs((line?.a ?? 0) / (line?.b ?? 1))).toBeCloseTo(0.1, 2);
});
