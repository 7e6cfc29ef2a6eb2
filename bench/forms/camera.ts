import type { Draw } from './draw.ts';

/** How large a photo is, in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A camera of a phone above a table: tilted by up to 30 degrees, the sheet turned by any angle. */
export function cornersOf(sheet: Size, { width, height }: Size, r: Draw): [number, number][] {
  const tilt = (r.between(0, 30) * Math.PI) / 180;
  const direction = r.between(0, 2 * Math.PI);
  const turn = r.between(0, 2 * Math.PI);
  const focal = r.between(0.72, 1.05) * width;
  const points = (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([sx, sy]) => {
    const [x0, y0] = [(sx * sheet.width) / 2, (sy * sheet.height) / 2];
    const x = x0 * Math.cos(turn) - y0 * Math.sin(turn);
    const y = x0 * Math.sin(turn) + y0 * Math.cos(turn);
    // Turned around an axis of the table.
    const along = x * Math.cos(direction) + y * Math.sin(direction);
    const across = -x * Math.sin(direction) + y * Math.cos(direction);
    const [a, depth] = [along * Math.cos(tilt), along * Math.sin(tilt)];
    return [
      a * Math.cos(direction) - across * Math.sin(direction),
      a * Math.sin(direction) + across * Math.cos(direction),
      depth,
    ] as const;
  });
  const margin = r.between(0.02, 0.07);
  const offset = [r.between(-0.01, 0.01) * width, r.between(-0.01, 0.01) * height] as const;
  const seen = (distance: number): [number, number][] =>
    points.map(([x, y, z]) => [
      (focal * x) / (distance + z) + width / 2 + offset[0],
      (focal * y) / (distance + z) + height / 2 + offset[1],
    ]);
  let distance = 2000;
  const fits = (all: [number, number][]): boolean =>
    all.every(
      ([x, y]) =>
        x > margin * width && x < (1 - margin) * width && y > margin * height && y < (1 - margin) * height,
    );
  while (!fits(seen(distance))) distance *= 1.02;
  return seen(distance);
}
