import { type Colour, inColour } from '../colour.ts';
import type { Grey } from '../picture.ts';
import { sharp } from '../sharp.ts';
import type { Page } from './rectify.ts';
import { withoutShadows } from './shadow.ts';

/** Pixels as bright as this are paper. */
const paper = 235;

/**
 * A straightened page in the colours of its photo, for people to look at: without shadows, and its
 * paper white, whatever the colour of the lamp. A scan keeps its colours, and what is grey stays so.
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
  const [r, g, b] = from === 'photo' ? gainsOf(channels, grey) : ([1, 1, 1] as const);
  const light = { width, height, data: new Uint8Array(grey.data.length) };
  for (let at = 0; at < light.data.length; at++)
    light.data[at] = luma(r * (red[at] as number), g * (green[at] as number), b * (blue[at] as number));
  const even = from === 'photo' ? withoutShadows(light) : light;
  const data = new Uint8ClampedArray(3 * light.data.length);
  for (let at = 0; at < light.data.length; at++) {
    const gain = even === light ? 1 : (even.data[at] as number) / Math.max(1, light.data[at] as number);
    data[3 * at] = gain * r * (red[at] as number);
    data[3 * at + 1] = gain * g * (green[at] as number);
    data[3 * at + 2] = gain * b * (blue[at] as number);
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

/** What makes the paper neutral. */
function gainsOf(channels: readonly Grey[], grey: Grey): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let at = 0; at < grey.data.length; at += 7) {
    if ((grey.data[at] as number) < paper) continue;
    for (const channel of [0, 1, 2] as const) sums[channel] += channels[channel]?.data[at] ?? 0;
    count++;
  }
  const [r, g, b] = sums;
  const mean = luma(r, g, b);
  return count === 0 ? [1, 1, 1] : [mean / Math.max(1, r), mean / Math.max(1, g), mean / Math.max(1, b)];
}

const luma = (r: number, g: number, b: number) => 0.299 * r + 0.587 * g + 0.114 * b;
