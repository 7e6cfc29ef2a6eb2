import type { Grey } from './picture.ts';

/** A picture in colour, row by row: red, green and blue of each pixel. */
export interface Colour {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A grey picture as one in colour. */
export function inColour({ width, height, data }: Grey): Colour {
  const colour = new Uint8Array(3 * data.length);
  for (let at = 0; at < data.length; at++) colour.fill(data[at] as number, 3 * at, 3 * at + 3);
  return { width, height, data: colour };
}
