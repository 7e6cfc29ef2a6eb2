import { UserError } from '../../base/error.ts';
import { type Line, lengthOf, linesAcross } from '../detect/lines.ts';
import { type Corners, proportionOf } from '../geometry.ts';
import { type OpenCv, openCv, withMats } from '../opencv.ts';
import type { Grey } from '../picture.ts';
import { sharp } from '../sharp.ts';
import { evened, sharpnessOf } from './light.ts';
import { turned, turnsOf } from './orientation.ts';
import { findSheet } from './sheet.ts';

/** A straightened page: some 200 pixels to the inch if it is of A4 or Letter. */
export interface Page {
  grey: Grey;
  /** Whether it was found in a photo, or came as a scan. */
  from: 'photo' | 'scan';
  /** Where the sheet was, in pixels of the photo, as it lay there. */
  corners?: Corners;
  /** 0 to 1, see `sharpnessOf`; below 0.1 nothing can be read. */
  sharpness: number;
  /** The brightness of the paper in the photo, of 255. */
  light: number;
}

export interface RectifyOptions {
  /** `none`: the picture is a page already, whatever it looks like. */
  rectify?: 'auto' | 'none';
  /** What messages call the picture. */
  name?: string;
}

/** The square root of an A4 sheet's pixels at 200 to the inch. */
const side = 1967;
const looksAt = 1000;
const least = { outline: 0.6, light: 45, sharpness: 0.1 };

/**
 * Straightens a photo of a sheet: perspective, rotation, light and shadow. A scan keeps its edges.
 *
 * @throws UserError when there is no sheet, too little light or no focus; with the measure.
 */
export async function rectify(input: Uint8Array | string, options: RectifyOptions = {}): Promise<Page> {
  const { name = 'the picture', rectify: how = 'auto' } = options;
  const photo = await readGrey(input, name);
  const { cv } = await openCv();
  const small = await shrunk(photo);
  if (how === 'none' || isScan(small))
    return finished(cv, fitted(cv, photo), { from: 'scan', light: 255 }, name);
  const scale = photo.width / small.width;
  const light = lightOf(small);
  if (light < least.light)
    throw new UserError(
      `${name} is too dark: its brightest parts have ${Math.round((light / 255) * 100)} % of full light.`,
      {
        hint: 'Take a new photo by daylight or under a lamp.',
      },
    );
  const sheet = findSheet(cv, small);
  if (!sheet || sheet.outline < least.outline)
    throw new UserError(
      `There is no sheet of paper to be found in ${name}: of the best outline ${Math.round((sheet?.outline ?? 0) * 100)} % can be seen, and ${least.outline * 100} % are needed.`,
      {
        hint: 'Photograph the whole sheet on a darker table, or, if the picture is the page itself, set "rectify": "none".',
      },
    );
  const corners = sheet.corners.map(
    ([x, y]) => [(x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5] as const,
  ) as unknown as Corners;
  const proportion = usual(proportionOf(clockwise(corners), photo));
  const warped = straightened(cv, photo, clockwise(corners), proportion);
  return finished(cv, warped, { from: 'photo', corners, light }, name);
}

async function readGrey(input: Uint8Array | string, name: string): Promise<Grey> {
  try {
    const { data, info } = await sharp(input)
      .autoOrient()
      .flatten({ background: '#fff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (error) {
    throw new UserError(`${name} cannot be read as a picture.`, {
      hint: 'Give a JPEG, PNG, WebP, TIFF or PDF.',
      cause: error,
    });
  }
}

async function shrunk({ width, height, data }: Grey): Promise<Grey> {
  const { data: small, info } = await sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: looksAt, height: looksAt, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: small };
}

/** A scan is paper to its edges: nearly all around it is as bright as the page's brightest part. */
function isScan({ width, height, data }: Grey): boolean {
  const edge: number[] = [];
  for (const inset of [3, 8]) {
    for (let x = 0; x < width; x += 3)
      edge.push(data[inset * width + x] as number, data[(height - 1 - inset) * width + x] as number);
    for (let y = 0; y < height; y += 3)
      edge.push(data[y * width + inset] as number, data[y * width + width - 1 - inset] as number);
  }
  const bright = lightOf({ width, height, data });
  return edge.filter((value) => value > 0.85 * bright).length > 0.93 * edge.length;
}

/** What the brightest twentieth reaches. */
const lightOf = ({ data }: Grey): number => {
  const sorted = data.filter((_, i) => i % 11 === 0).sort();
  return sorted[Math.floor(0.95 * (sorted.length - 1))] as number;
};

/** Upper left first as near as can be told, clockwise: mirrored, no page could be read. */
function clockwise(corners: Corners): Corners {
  const [a, b, c, d] = corners;
  const turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
  return turn > 0 ? corners : [a, d, c, b];
}

/** Of A4 or Letter where it is nearly that. */
function usual(proportion: number): number {
  const known = [Math.SQRT1_2, 8.5 / 11, Math.SQRT2, 11 / 8.5];
  const nearest = known.toSorted(
    (a, b) => Math.abs(Math.log(a / proportion)) - Math.abs(Math.log(b / proportion)),
  )[0] as number;
  return Math.abs(Math.log(nearest / proportion)) < 0.04 ? nearest : proportion;
}

function straightened(cv: OpenCv, photo: Grey, corners: Corners, proportion: number): Grey {
  const width = Math.round(side * Math.sqrt(proportion));
  const height = Math.round(side / Math.sqrt(proportion));
  return withMats((keep) => {
    const source = keep(new cv.Mat(photo.height, photo.width, cv.CV_8UC1));
    source.data.set(photo.data);
    const from = keep(cv.matFromArray(4, 1, cv.CV_32FC2, corners.flat()));
    const onto = keep(cv.matFromArray(4, 1, cv.CV_32FC2, [0, 0, width, 0, width, height, 0, height]));
    const transform = keep(cv.getPerspectiveTransform(from, onto));
    const page = keep(new cv.Mat());
    cv.warpPerspective(
      source,
      page,
      transform,
      new cv.Size(width, height),
      cv.INTER_CUBIC,
      cv.BORDER_REPLICATE,
      new cv.Scalar(),
    );
    return { width, height, data: Uint8Array.from(page.data) };
  });
}

/** A scan at the size that the detector works at, its proportion kept. */
function fitted(cv: OpenCv, scan: Grey): Grey {
  const { width, height } = scan;
  const factor = side / Math.sqrt(width * height);
  if (Math.abs(factor - 1) < 0.02) return scan;
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(scan.data);
    const page = keep(new cv.Mat());
    const size = new cv.Size(Math.round(width * factor), Math.round(height * factor));
    cv.resize(source, page, size, 0, 0, factor < 1 ? cv.INTER_AREA : cv.INTER_CUBIC);
    return { width: size.width, height: size.height, data: Uint8Array.from(page.data) };
  });
}

function finished(
  cv: OpenCv,
  page: Grey,
  known: Pick<Page, 'from' | 'corners' | 'light'>,
  name: string,
): Page {
  const even = known.from === 'photo' ? evened(page) : page;
  const upright = turned(even, turnsOf(even));
  const grey = levelled(cv, upright);
  const sharpness = sharpnessOf(grey);
  if (sharpness < least.sharpness)
    throw new UserError(
      `${name} is too blurred: its sharpness is ${sharpness.toFixed(2)}, and ${least.sharpness} is needed.`,
      {
        hint: 'Take a new photo: hold still, and tap on the sheet to focus.',
      },
    );
  return { grey, sharpness, ...known };
}

/** Turned by the small angle that its lines have. */
function levelled(cv: OpenCv, page: Grey): Grey {
  const lines = linesAcross(page, 150).filter((line) => lengthOf(line) > 150);
  const angle = middleSlope(lines);
  if (Math.abs(angle) < 0.0012 || Math.abs(angle) > 0.1) return page;
  return withMats((keep) => {
    const { width, height } = page;
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(page.data);
    const turn = keep(
      cv.getRotationMatrix2D(new cv.Point(width / 2, height / 2), (angle * 180) / Math.PI, 1),
    );
    const result = keep(new cv.Mat());
    cv.warpAffine(
      source,
      result,
      turn,
      new cv.Size(width, height),
      cv.INTER_CUBIC,
      cv.BORDER_REPLICATE,
      new cv.Scalar(),
    );
    return { width, height, data: Uint8Array.from(result.data) };
  });
}

/** The slope that half of the lines, by their length, are below. */
function middleSlope(lines: readonly Line[]): number {
  const sorted = lines
    .map((line) => ({ slope: (line.y1 - line.y0) / lengthOf(line), length: lengthOf(line) }))
    .toSorted((a, b) => a.slope - b.slope);
  let left = sorted.reduce((sum, { length }) => sum + length, 0) / 2;
  if (left < 500) return 0;
  for (const { slope, length } of sorted) {
    left -= length;
    if (left <= 0) return slope;
  }
  return 0;
}
