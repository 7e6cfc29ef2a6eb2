/** Pixels of 8 bits a channel, row by row: gray, gray and alpha, RGB or RGBA. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
}

/** What the pixels of a picture tell. */
export interface PixelFacts {
  /** `#rrggbb`. */
  dominant: string;
  /** Base64 of a thumbhash: a blurred miniature of some 25 bytes. */
  thumbhash: string;
  /** 16 hexadecimal digits; pictures that look alike differ in few of its 64 bits. */
  perceptualHash: string;
  channels: ChannelFacts[];
}

/** Statistics of one channel, of values from 0 to 255. */
export interface ChannelFacts {
  name: 'gray' | 'red' | 'green' | 'blue' | 'alpha';
  mean: number;
  deviation: number;
  /** Shannon's, in bits. */
  entropy: number;
  sharpness: number;
  /** 256 counts. */
  histogram: number[];
}

/** Works out what the pixels of a picture tell. */
export async function pixelFacts(_pixels: Pixels): Promise<PixelFacts> {
  return { dominant: '#000000', thumbhash: '', perceptualHash: '0000000000000000', channels: [] };
}
