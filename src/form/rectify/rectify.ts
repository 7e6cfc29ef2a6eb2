import { UserError } from '../../base/error.ts';
import { type Corners, proportionOf } from '../geometry.ts';
import { type OpenCv, openCv } from '../opencv.ts';
import type { Grey } from '../picture.ts';
import { evened, sharpnessOf } from './light.ts';
import { type Look, lookAt, readGrey } from './look.ts';
import { turned, turnsOf } from './orientation.ts';
import { findSheet, type Sheet } from './sheet.ts';
import { fitted, levelled, slantOf, straightened } from './straighten.ts';

/** A straightened page: some 200 pixels to the inch if it is of A4 or Letter. */
export interface Page {
  grey: Grey;
  /** Whether it was found in a photo, or came as a scan. */
  from: 'photo' | 'scan';
  /** Where the page's upper left, upper right, lower right and lower left corner were, in pixels of the photo. */
  corners?: Corners;
  /** 0 to 1, see `sharpnessOf`; below 0.1 nothing can be read. */
  sharpness: number;
  /** The brightness of the paper in the photo, of 255. */
  light: number;
  /** Puts another channel of the photo in the same place as `grey`, with the light as it was. */
  inPlace(channel: Grey): Grey;
}

export interface RectifyOptions {
  /** `none`: the picture is a page already, whatever it looks like. */
  rectify?: 'auto' | 'none';
  /** What messages call the picture. */
  name?: string;
}

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
  const look = await lookAt(input);
  const light = lightOf(look.grey);
  if (how === 'auto' && light < least.light)
    throw new UserError(
      `${name} is too dark: its brightest parts have ${Math.round((light / 255) * 100)} % of full light.`,
      {
        hint: 'Take a new photo by daylight or under a lamp.',
      },
    );
  if (how === 'none' || isScan(look.grey))
    return finished(cv, photo, (channel) => fitted(cv, channel), { from: 'scan', light }, name);
  const scale = photo.width / look.grey.width;
  const sheet = sheetIn(cv, look);
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
  const ordered = clockwise(corners);
  const proportion = usual(proportionOf(ordered, photo));
  const flat = (channel: Grey) => straightened(cv, channel, ordered, proportion);
  return finished(cv, photo, flat, { from: 'photo', corners: ordered, light }, name);
}

/** By its colour first, which a table of wood does not have; a tinted sheet by its brightness. */
function sheetIn(cv: OpenCv, { white, grey }: Look): Sheet | undefined {
  const sheet = findSheet(cv, white);
  if (sheet && sheet.outline > 0.85) return sheet;
  const other = findSheet(cv, grey);
  return other && other.outline > (sheet?.outline ?? 0) ? other : sheet;
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

function finished(
  cv: OpenCv,
  photo: Grey,
  flat: (channel: Grey) => Grey,
  known: Pick<Page, 'from' | 'corners' | 'light'>,
  name: string,
): Page {
  const page = flat(photo);
  const even = known.from === 'photo' ? evened(page) : page;
  const turns = turnsOf(even);
  const upright = turned(even, turns);
  const angle = slantOf(upright);
  const grey = levelled(cv, upright, angle);
  const sharpness = sharpnessOf(grey);
  if (sharpness === 0)
    throw new UserError(`${name} is an empty page: nothing is printed on it.`, {
      hint: 'Give the picture of the form.',
    });
  if (sharpness < least.sharpness)
    throw new UserError(
      `${name} is too blurred: its sharpness is ${sharpness.toFixed(2)}, and ${least.sharpness} is needed.`,
      {
        hint: 'Take a new photo: hold still, and tap on the sheet to focus. An empty sheet has nothing sharp on it either.',
      },
    );
  const inPlace = (channel: Grey) => levelled(cv, turned(flat(channel), turns), angle);
  const { corners, ...others } = known;
  const inOrder = corners ? { corners: fromUpperLeft(corners, turns) } : {};
  return { grey, sharpness, ...others, ...inOrder, inPlace };
}

/** In the order of the page, which was turned clockwise by so many quarters. */
const fromUpperLeft = (corners: Corners, turns: number): Corners =>
  [0, 1, 2, 3].map((k) => corners[(k + 4 - turns) % 4]) as unknown as Corners;
