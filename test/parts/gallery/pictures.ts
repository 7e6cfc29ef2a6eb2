import { join } from 'node:path';
import sharp from 'sharp';
import type { App } from '../../../src/app/app.ts';
import { sha256 } from '../../../src/base/hash.ts';
import type { ImageSetIndex, PackedFile, PackedImage } from '../../../src/image/index-file.ts';
import { openSample } from '../../support/open-app.ts';
import { type AppContent, packApp } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

/** What a test says of a picture; the rest is made up. */
export type PictureFacts = Partial<Omit<PackedImage, 'variants'>> & {
  file: string;
  variants?: Record<string, Partial<PackedFile>>;
  stats?: object[];
};

const bytes = new Map<string, Buffer>();

/** A picture of one colour in a format. */
export async function pictureBytes(format = 'png', colour = '#cc3333'): Promise<Buffer> {
  const key = format + colour;
  const known = bytes.get(key);
  if (known) return known;
  const made = await sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
    .toFormat(format === 'jpeg' || format === 'webp' || format === 'avif' ? format : 'png')
    .toBuffer();
  bytes.set(key, made);
  return made;
}

/** A gallery of these sets, ready to be packed. `alike` lists files that look alike, by their set. */
export async function galleryContent(
  sets: Record<string, PictureFacts[]>,
  alike: Record<string, string[][]> = {},
): Promise<AppContent> {
  const files = new Map<string, Buffer>();
  for (const [name, pictures] of Object.entries(sets)) {
    const index: ImageSetIndex = {
      name,
      images: [],
      nearDuplicates: (alike[name] ?? []).map((group) => ({
        images: group.map((file) => ({ file, distance: 2 })),
      })),
    };
    for (const { variants, stats: _, ...facts } of pictures) {
      const pack = async (more: Partial<PackedFile> & { file: string }): Promise<PackedFile> => {
        const format = more.format ?? 'png';
        const data = await pictureBytes(format);
        files.set(`images/${name}/${more.file}`, data);
        return { width: 600, height: 400, format, size: data.length, sha256: sha256(data), ...more };
      };
      const image: PackedImage = {
        source: `pictures/${facts.file}`,
        sizeBefore: 1000,
        ...(await pack(facts)),
        ...facts,
      };
      const made: [string, PackedFile][] = [];
      for (const [variant, more] of Object.entries(variants ?? {}))
        made.push([
          variant,
          await pack({ file: `${facts.file}.${variant}.${more.format ?? 'png'}`, ...more }),
        ]);
      if (made.length > 0) image.variants = Object.fromEntries(made);
      index.images.push(image);
    }
    files.set(`images/${name}.json`, Buffer.from(JSON.stringify(index)));
    const lines = pictures.map(({ file, stats = [] }) => `${JSON.stringify({ file, channels: stats })}\n`);
    files.set(`images/${name}.stats.ndjson`, Buffer.from(lines.join('')));
  }
  const pictures = Object.values(sets).flat().length;
  return {
    title: 'Pens',
    files,
    parts: [{ name: 'gallery', options: { images: Object.keys(sets), pictures } }],
  };
}

/** Packs a gallery; the file can be run and opened. */
export async function packGallery(...content: Parameters<typeof galleryContent>): Promise<string> {
  const file = join(tempFolder(), 'gallery');
  await packApp(file, await galleryContent(...content));
  return file;
}

/** The app of a gallery. */
export async function openGalleryApp(...content: Parameters<typeof galleryContent>): Promise<App> {
  return openSample(await packGallery(...content));
}
