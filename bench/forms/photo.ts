/** Photographs of drawn pages, simulated: tilt, rotation, light, shadow, blur, noise, table, folded corner. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { openCv, withMats } from '../../src/form/opencv.ts';
import { type Draw, draw } from './draw.ts';
import type { TruthPage } from './truth.ts';

export interface Photo {
  page: TruthPage;
  file: string;
  /** Where the sheet's upper left, upper right, lower right and lower left corner are, in pixels. */
  corners: [number, number][];
}

/** Twelve megapixels. */
const width = 4000;
const height = 3000;

export async function takePhotos(folder: string, pages: readonly TruthPage[]): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (const [index, page] of pages.entries()) {
    const file = join(folder, `${page.name}.photo.jpg`);
    const truth = join(folder, `${page.name}.photo.json`);
    if (!existsSync(truth)) {
      const corners = await takePhoto(join(folder, `${page.name}.png`), file, draw(1000 + index));
      writeFileSync(truth, JSON.stringify(corners));
    }
    photos.push({ page, file, corners: JSON.parse(readFileSync(truth, 'utf8')) });
  }
  return photos;
}

/** Photographs the picture of a page; gives the corners, as in `Photo`. */
export async function takePhoto(page: string, to: string, r: Draw): Promise<[number, number][]> {
  const { data, info } = await sharp(page).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const corners = cornersOf(info, r);
  if (r.chance(0.35)) fold(data, info, r);
  const table = await tableOf(r);
  const { cv } = await openCv();
  const picture = withMats((keep) => {
    const source = keep(new cv.Mat(info.height, info.width, cv.CV_8UC3));
    source.data.set(data);
    const flat = [0, 0, info.width, 0, info.width, info.height, 0, info.height];
    const from = keep(cv.matFromArray(4, 1, cv.CV_32FC2, flat));
    const onto = keep(cv.matFromArray(4, 1, cv.CV_32FC2, corners.flat()));
    const transform = keep(cv.getPerspectiveTransform(from, onto));
    const result = keep(new cv.Mat(height, width, cv.CV_8UC3));
    result.data.set(table);
    cv.warpPerspective(
      source,
      result,
      transform,
      new cv.Size(width, height),
      cv.INTER_LINEAR,
      cv.BORDER_TRANSPARENT,
      new cv.Scalar(),
    );
    const sigma = r.between(0.6, 1.6);
    cv.GaussianBlur(result, result, new cv.Size(0, 0), sigma);
    return Uint8Array.from(result.data);
  });
  light(picture, r);
  await sharp(picture, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: r.whole(78, 92) })
    .toFile(to);
  return corners;
}

/** A camera of a phone above a table: tilted by up to 30 degrees, the sheet turned by any angle. */
function cornersOf(sheet: { width: number; height: number }, r: Draw): [number, number][] {
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

/** A corner folded over: the back of the paper, a little darker, and the table where it was. */
function fold(data: Buffer, { width: w, height: h }: { width: number; height: number }, r: Draw): void {
  const size = r.between(0.03, 0.07) * w;
  const [left, top] = [r.chance(0.5), r.chance(0.5)];
  for (let j = 0; j < size * 1.2; j++)
    for (let i = 0; i < size * 1.2; i++) {
      const at = 3 * ((top ? j : h - 1 - j) * w + (left ? i : w - 1 - i));
      const isGone = i + j < size;
      const isBack = !isGone && i < size && j < size;
      if (isGone || isBack) data.fill(isGone ? 60 : 205 + ((i + j - size) / size) * 30, at, at + 3);
    }
}

/** A table with things on it. */
async function tableOf(r: Draw): Promise<Buffer> {
  const tone = r.whole(25, 150);
  const warm = r.whole(0, 50);
  const rgb = (d: number): string =>
    `rgb(${[warm, warm / 2, 0].map((w) => Math.max(0, Math.min(210, Math.round(tone + w + d)))).join(',')})`;
  const stripes = Array.from(
    { length: 40 },
    (_, i) =>
      `<rect x="0" y="${i * 75 + r.whole(-9, 9)}" width="4000" height="${r.whole(20, 74)}" fill="${rgb(r.between(-14, 14))}"/>`,
  );
  const lines = Array.from(
    { length: 60 },
    () =>
      `<path d="M0 ${r.whole(0, 3000)} Q 2000 ${r.whole(0, 3000)} 4000 ${r.whole(0, 3000)}" stroke="${rgb(r.between(-22, 22))}" stroke-width="${r.whole(1, 6)}" fill="none"/>`,
  );
  const things = Array.from(
    { length: r.whole(2, 7) },
    () =>
      `<rect x="${r.whole(0, 3900)}" y="${r.whole(0, 2900)}" width="${r.whole(60, 900)}" height="${r.whole(40, 500)}" rx="20" transform="rotate(${r.whole(-40, 40)} 2000 1500)" fill="rgb(${r.whole(10, 190)},${r.whole(10, 150)},${r.whole(10, 170)})"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="4000" height="3000" fill="${rgb(0)}"/>${stripes.join('')}${lines.join('')}${things.join('')}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().blur(2).raw().toBuffer();
}

/** Uneven light, the shadow of a hand, the noise of the sensor. */
function light(picture: Uint8Array, r: Draw): void {
  const [dx, dy] = [r.between(-0.22, 0.22), r.between(-0.22, 0.22)];
  const level = r.between(0.78, 0.98);
  const fingers = r.chance(0.6)
    ? Array.from({ length: r.whole(2, 5) }, (_, i) => ({
        x: r.between(0.1, 0.9) + i * 0.05,
        y: r.between(0.1, 0.9),
        angle: r.between(0, 3),
        long: r.between(0.15, 0.4),
        wide: r.between(0.03, 0.1),
      }))
    : [];
  const dark = r.between(0.55, 0.8);
  const step = 20;
  const columns = width / step + 1;
  const map = new Float32Array(columns * (height / step + 1));
  for (let j = 0; j <= height / step; j++)
    for (let i = 0; i < columns; i++) {
      const [u, v] = [i / (columns - 1), j / (height / step)];
      let shade = 0;
      for (const { x, y, angle, long, wide } of fingers) {
        const [ex, ey] = [u - x, (v - y) * 0.75];
        const a = (ex * Math.cos(angle) + ey * Math.sin(angle)) / long;
        const b = (-ex * Math.sin(angle) + ey * Math.cos(angle)) / wide;
        const d = Math.sqrt(a * a + b * b);
        shade = Math.max(shade, Math.max(0, Math.min(1, (1.15 - d) / 0.35)));
      }
      const edge = 1 - 0.18 * ((u - 0.5) ** 2 + (v - 0.5) ** 2) * 2;
      map[j * columns + i] =
        level * (1 + dx * (u - 0.5) * 2) * (1 + dy * (v - 0.5) * 2) * edge * (1 - shade * (1 - dark));
    }
  const noise = Float32Array.from(
    { length: 1 << 16 },
    () => (r.next() + r.next() + r.next() + r.next() - 2) * 1.7,
  );
  const strength = r.between(2.5, 6);
  let random = r.whole(1, 1 << 30);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [i, j] = [Math.floor(x / step), Math.floor(y / step)];
      const [fx, fy] = [x / step - i, y / step - j];
      const at = (di: number, dj: number): number => map[(j + dj) * columns + i + di] as number;
      const factor =
        (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy;
      for (let c = 0; c < 3; c++) {
        random = (Math.imul(random, 1664525) + 1013904223) | 0;
        const k = 3 * (y * width + x) + c;
        const value = 0.95 * (picture[k] as number) * factor + strength * (noise[random >>> 16] as number);
        picture[k] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
}
