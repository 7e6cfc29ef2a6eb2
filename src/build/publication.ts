import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** `NAME/VERSION/manifest.json` of a publication: what there is to download, and what it was made from. */
export const publicationSchema = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    version: z.string(),
    content: hash.describe('The same for two builds exactly when what they pack is the same.'),
    date: z.iso.date().describe('The day that the newest source is from.'),
    holdall: z.string().describe('The version of Holdall that built it.'),
    node: z.string().describe('The version of Node inside.'),
    commit: z.string().optional().describe('The commit that the spec was taken from.'),
    spec: z.strictObject({ address: z.string(), sha256: hash }),
    sources: z.array(
      z.strictObject({ path: z.string(), size: z.int().min(0), etag: z.string(), sha256: hash }),
    ),
    parts: z.array(z.string()),
    executables: z.array(
      z.strictObject({ target: z.string(), file: z.string(), size: z.int().min(0), sha256: hash }),
    ),
    data: z
      .array(z.strictObject({ path: z.string(), size: z.int().min(0), sha256: hash }))
      .optional()
      .describe('Processed data that is published too: paths below the folder "data".'),
  })
  .describe('A publication of Holdall: executables to download, and what they were made from.');

export type Publication = z.infer<typeof publicationSchema>;

/** `NAME/latest.json`: the newest version and where its manifest is, relative to this file. */
export const latestSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  content: hash,
  manifest: z.string(),
});

export type Latest = z.infer<typeof latestSchema>;
