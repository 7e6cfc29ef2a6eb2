import { z } from 'zod';
import type { Part } from '../part.ts';

const options = z.strictObject({
  files: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The file sets to offer, in this order. Default: all of them.'),
});

/** Files to download, as they are. */
export const files: Part<z.infer<typeof options>> = {
  name: 'files',
  options: options.describe('Files to download, as they are.'),
  bringsFor: 'files',
  prepare(context, { files }, all) {
    const names = files ?? all;
    for (const name of names)
      for (const [path, content] of context.fileSet(name)) context.add(`files/${name}/${path}`, content);
    return { files: names };
  },
};
