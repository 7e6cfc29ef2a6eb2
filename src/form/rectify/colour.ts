import { type Colour, inColour } from '../colour.ts';
import type { Grey } from '../picture.ts';
import { sharp } from '../sharp.ts';
import type { Page } from './rectify.ts';

/** Pixels as bright as this are paper. */
const paper = 235;

/**
 * A straightened page in the colours of its photo: its light is evened as that of `page.grey` is, and
 * its paper white, whatever the colour of the lamp. Grey where the photo is.
 * @param input the bytes that the page was made of
 */
export async function inColours(input: Uint8Array | string, page: Page): Promise<Colour> {
  const { data, info } = await sharp(input)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels < 3) return inColour(page.grey);
  const channels = [0, 1, 2].map((channel) =>
    page.inPlace(channelOf(data, info.width, info.height, info.channels, channel)),
  ) as [Grey, Grey, Grey];
  return joined(channels, page);
}

function channelOf(data: Uint8Array, width: number, height: number, count: number, channel: number): Grey {
  const plane = new Uint8Array(width * height);
  for (let at = 0, from = channel; at < plane.length; at++, from += count) plane[at] = data[from] as number;
  return { width, height, data: plane };
}

function joined(channels: readonly [Grey, Grey, Grey], { grey, from }: Page): Colour {
  const { width, height } = grey;
  const [red, green, blue] = channels.map((channel) => channel.data) as [Uint8Array, Uint8Array, Uint8Array];
  const gains = from === 'photo' ? gainsOf(channels, grey) : [1, 1, 1];
  const data = new Uint8Array(3 * grey.data.length);
  for (let at = 0; at < grey.data.length; at++) {
    const r = (red[at] as number) * (gains[0] as number);
    const g = (green[at] as number) * (gains[1] as number);
    const b = (blue[at] as number) * (gains[2] as number);
    // What evening did to the brightness here.
    const light = from === 'photo' ? (grey.data[at] as number) / Math.max(1, luma(r, g, b)) : 1;
    data[3 * at] = Math.min(255, r * light);
    data[3 * at + 1] = Math.min(255, g * light);
    data[3 * at + 2] = Math.min(255, b * light);
  }
  return { width, height, data };
}

/** What makes the paper neutral. */
function gainsOf(channels: readonly Grey[], grey: Grey): number[] {
  const sums = [0, 0, 0];
  let count = 0;
  for (let at = 0; at < grey.data.length; at += 7) {
    if ((grey.data[at] as number) < paper) continue;
    for (const [index, { data }] of channels.entries())
      sums[index] = (sums[index] as number) + (data[at] as number);
    count++;
  }
  if (count === 0) return [1, 1, 1];
  const means = sums.map((sum) => sum / count);
  const mean = (means[0] as number) * 0.299 + (means[1] as number) * 0.587 + (means[2] as number) * 0.114;
  return means.map((one) => mean / Math.max(1, one));
}

const luma = (r: number, g: number, b: number) => 0.299 * r + 0.587 * g + 0.114 * b;
