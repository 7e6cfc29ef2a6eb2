/** Photographs of drawn pages, simulated: tilt, rotation, light, shadow, blur, noise, table, folded corner. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { openCv, withMats } from '../../src/form/opencv.ts';
import { cornersOf, type Size } from './camera.ts';
import { type Draw, draw } from './draw.ts';
import { light, tableOf } from './scene.ts';
import type { TruthPage } from './truth.ts';

export interface Photo {
  page: TruthPage;
  file: string;
  /** Where the sheet's upper left, upper right, lower right and lower left corner are, in pixels. */
  corners: [number, number][];
}

const twelveMegapixels: Size = { width: 4000, height: 3000 };

export async function takePhotos(folder: string, pages: readonly TruthPage[]): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (const [index, page] of pages.entries()) {
    const file = join(folder, `${page.name}.photo.jpg`);
    const truth = join(folder, `${page.name}.photo.json`);
    if (!existsSync(truth)) {
      const corners = await take(join(folder, `${page.name}.png`), file, draw(1000 + index));
      writeFileSync(truth, JSON.stringify(corners));
    }
    photos.push({ page, file, corners: JSON.parse(readFileSync(truth, 'utf8')) });
  }
  return photos;
}

/** Takes one photo of a page; its corners, as in `Photo`. Small photos are the same pictures, made quickly. */
export async function take(
  page: string,
  to: string,
  r: Draw,
  size: Size = twelveMegapixels,
): Promise<[number, number][]> {
  const { width, height } = size;
  const { data, info } = await sharp(page).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const corners = cornersOf(info, size, r);
  if (r.chance(0.35)) fold(data, info, r);
  const table = await tableOf(size, r);
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
    const sigma = (r.between(0.6, 1.6) * width) / twelveMegapixels.width;
    cv.GaussianBlur(result, result, new cv.Size(0, 0), sigma);
    return Uint8Array.from(result.data);
  });
  light(picture, size, r);
  await sharp(picture, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: r.whole(78, 92) })
    .toFile(to);
  return corners;
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
