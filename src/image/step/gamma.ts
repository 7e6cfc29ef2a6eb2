import { z } from 'zod';
import { type Operation, sameSize } from './operation.ts';

/** The options of `gamma`. */
export const gammaSchema = z
  .strictObject({
    gamma: z
      .number()
      .min(0.1)
      .max(10)
      .describe('Above 1 lightens the middle, below 1 darkens it; from 0.1 to 10.'),
  })
  .meta({
    description: 'Lightens or darkens the middle: 255 (v / 255)^(1 / gamma), rounded, of each value v.',
  });

export function gamma({ gamma }: z.infer<typeof gammaSchema>): Operation {
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round(255 * (value / 255) ** (1 / gamma)),
  );
  return {
    size: sameSize,
    map: (pixels) => {
      const { channels } = pixels;
      const data = Buffer.from(pixels.data);
      // Alpha is no colour.
      const colours = channels % 2 === 0 ? channels - 1 : channels;
      for (let at = 0; at < data.length; at += channels) {
        for (let c = at; c < at + colours; c++) data[c] = table[data[c] ?? 0] ?? 0;
      }
      return { ...pixels, data };
    },
  };
}
