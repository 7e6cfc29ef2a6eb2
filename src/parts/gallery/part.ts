import { z } from 'zod';
import type { Part } from '../part.ts';
import { picturePath, statisticsPath } from './paths.ts';

const options = z.strictObject({
  images: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The image sets to show, in this order. Default: all of them.'),
});

/** Pictures to look through in the browser. */
export const gallery: Part<z.infer<typeof options>> = {
  name: 'gallery',
  options: options.describe('Pictures to look through in the browser.'),
  bringsFor: 'images',
  prepare(context, { images }, all) {
    const names = images ?? all;
    let pictures = 0;
    for (const name of names) {
      const set = context.imageSet(name);
      pictures += set.index.images.length;
      context.add(`images/${name}.json`, JSON.stringify(set.index));
      context.add(statisticsPath(name), set.statistics);
      for (const [file, picture] of set.pictures) context.add(picturePath(name, file), picture);
    }
    return { images: names, pictures };
  },
};
