import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { onTestFinished } from 'vitest';
import {
  type ImageOutput,
  type ProcessedImage,
  type ProcessImageOptions,
  processImage,
} from '../../src/image/process.ts';
import { type ImageSteps, type ImageStepsInput, imageStepsSchema } from '../../src/image/steps.ts';

/** A file of this name and content in a folder that goes away with the test. */
export async function fileOf(name: string, content: Buffer | string | Sharp): Promise<string> {
  const file = join(await temporaryFolder(), name);
  const isBytes = typeof content === 'string' || Buffer.isBuffer(content);
  await writeFile(file, isBytes ? content : await content.toBuffer());
  return file;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'holdall-image-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A picture put through steps without variants: what is said of it, and of the one output there is. */
export async function processed(
  file: string,
  steps: ImageSteps,
  options?: ProcessImageOptions,
): Promise<ProcessedImage & ImageOutput> {
  const made = await processImage(file, { steps }, options);
  return { ...made, ...made.outputs[0] };
}

/** Steps as a spec has them, checked and with their defaults. */
export function stepsOf(...steps: ImageStepsInput) {
  return imageStepsSchema.parse(steps);
}

export const red = [255, 0, 0];
export const green = [0, 160, 0];
export const blue = [0, 0, 255];
export const white = [255, 255, 255];

/** The colours of the four quarters: no two of the eight orientations of these look alike. */
export const upright = [red, green, white, blue];

/** Four quarters in these colours, clockwise from the top left one. */
export function quarters(width = 96, height = 64, colours = upright): Sharp {
  const [topLeft = [], topRight = [], bottomRight = [], bottomLeft = []] = colours;
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, top] = [x < width / 2, y < height / 2];
      const colour = top ? (left ? topLeft : topRight) : left ? bottomLeft : bottomRight;
      data.set(colour, (y * width + x) * 3);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Pixels that compress badly, so that a cut goes through them. */
export function noise(width = 400, height = 300): Sharp {
  let seed = 1;
  const data = Buffer.alloc(width * height * 3, 0).map(() => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed >> 16;
  });
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** The colour in the middle of each quarter, red first, then clockwise; alpha too where there is one. */
export async function cornersOf(picture: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    return [...data.subarray(start, start + info.channels)];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)];
}

/** The largest difference between two lists of colours, in one channel. */
export function distance(left: number[][], right: number[][]): number {
  return Math.max(
    ...left.flatMap((colour, i) => colour.map((value, c) => Math.abs(value - (right[i]?.[c] ?? 999)))),
  );
}

/** The values of a gray picture, row by row. */
export async function grayPixels(picture: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return Buffer.from(data.filter((_, i) => i % info.channels === 0));
}

/** A picture's pixels as they are: their channels one after another. */
export async function pixelsIn(picture: Buffer): Promise<Buffer> {
  return sharp(picture).raw().toBuffer();
}

/** A gray PNG of these values, row by row. */
export function grayOf(rows: number[][]): Sharp {
  const width = rows[0]?.length ?? 0;
  const raw = { width, height: rows.length, channels: 1 } as const;
  return sharp(Buffer.from(rows.flat()), { raw }).toColourspace('b-w').png();
}

/** A PNG of these pixels, row by row: of 3 values, or of 4 with alpha. */
export function pictureOf(rows: number[][][]): Sharp {
  const width = rows[0]?.length ?? 0;
  const channels = rows[0]?.[0]?.length === 4 ? 4 : 3;
  return sharp(Buffer.from(rows.flat(2)), { raw: { width, height: rows.length, channels } }).png();
}

/** The pixels of a picture, row by row. */
export async function rowsOf(picture: Buffer): Promise<number[][][]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (y * info.width + x) * info.channels;
    return [...data.subarray(start, start + info.channels)];
  };
  return Array.from({ length: info.height }, (_, y) =>
    Array.from({ length: info.width }, (__, x) => at(x, y)),
  );
}

/** The values of a gray picture, row by row. */
export async function grayRowsOf(picture: Buffer): Promise<number[][]> {
  return (await rowsOf(picture)).map((row) => row.map(([value = -1]) => value));
}

/** What steps make of a picture that is written as a PNG. */
export async function stepped(picture: Sharp, ...steps: ImageStepsInput): Promise<Buffer> {
  const made = await processed(await fileOf('a.png', picture), stepsOf(...steps));
  return made.data;
}

/** The problems of steps, as a spec's author reads them: where, and what. */
export function problemsOf(...steps: unknown[]): [path: string, message: string][] {
  const { error } = imageStepsSchema.safeParse(steps);
  return error?.issues.map(({ path, message }) => [path.join('/'), message]) ?? [];
}

/** A GIF of frames of one colour each, 100 ms each. */
export async function gifOf(colours: number[][], width = 8, height = 6): Promise<Buffer> {
  const data = Buffer.concat(
    colours.map((colour) => Buffer.from(Array.from({ length: width * height }, () => colour).flat())),
  );
  const raw = { width, height: height * colours.length, channels: 3, pageHeight: height } as const;
  return sharp(data, { raw })
    .gif({ delay: colours.map(() => 100), loop: 0 })
    .toBuffer();
}

/** A picture of rectangles and circles on a slope of colour: as different from each other as photographs. */
export function scene(seed: number, width = 480, height = 320): Sharp {
  let state = seed * 7919 + 12_345;
  const next = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % most;
  };
  const colour = () => `rgb(${next(256)},${next(256)},${next(256)})`;
  const shapes = Array.from({ length: 14 }, (_, n) =>
    n % 2
      ? `<circle cx="${next(width)}" cy="${next(height)}" r="${20 + next(90)}" fill="${colour()}"/>`
      : `<rect x="${next(width)}" y="${next(height)}" width="${30 + next(200)}" height="${30 + next(150)}" fill="${colour()}"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour()}"/>${shapes.join('')}</svg>`,
    ),
  ).flatten();
}
