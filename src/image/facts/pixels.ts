import type { Pixels } from '../pixels.ts';
import { type ChannelFacts, channelFacts } from './channels.ts';
import { dominantColour } from './dominant.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { shrink } from './shrink.ts';

/** Raised whenever the same pixels give other facts than before; for cache keys. */
export const factsRevision = 1;

/** What the pixels of a picture tell. */
export interface PixelFacts {
  /** `#rrggbb`: the colour that most of the picture is near to. */
  dominant: string;
  /** Base64 of a thumbhash (Evan Wallace, 2023): a blurred miniature of some 25 bytes. */
  thumbhash: string;
  /** 16 hexadecimal digits; pictures that look alike differ in few of its 64 bits. */
  perceptualHash: string;
  channels: ChannelFacts[];
}

/**
 * Works out what the pixels of a picture tell, without a copy of them. Its cost has a bound, whatever
 * the picture's size: the colours and hashes are of a miniature, the statistics of whole rows.
 */
export async function pixelFacts(pixels: Pixels): Promise<PixelFacts> {
  const { rgbaToThumbHash } = await import('thumbhash');
  const small = shrink(pixels);
  const thumbhash = rgbaToThumbHash(small.width, small.height, small.rgba);
  return {
    dominant: dominantColour(small),
    thumbhash: Buffer.from(thumbhash).toString('base64'),
    perceptualHash: perceptualHash(small),
    channels: channelFacts(pixels),
  };
}
