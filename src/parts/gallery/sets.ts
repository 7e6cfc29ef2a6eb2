import type { ImageSetIndex, PackedImage } from '../../image/index-file.ts';
import type { RunContext } from '../run.ts';

/** The image sets of a gallery; each index is read when it is first asked for. */
export interface ImageSets {
  names: string[];
  /** How many pictures there are in all sets; told without reading any index. */
  count: number;
  /** Undefined for a name that is not one of the gallery's. */
  get(name: string): ImageSet | undefined;
}

/** An image set with its pictures at hand by their file. */
export interface ImageSet extends ImageSetIndex {
  /** A picture's place in `images`. */
  placeOf(file: string): number | undefined;
}

/** The payload's path of a picture. */
export function picturePath(set: string, file: string): string {
  return `images/${set}/${file}`;
}

/** The sets of these names, in this order. */
export function openImageSets({ manifest, payload }: RunContext, names: string[]): ImageSets {
  const sets = new Map<string, ImageSet>();
  const folders = names.map((name) => picturePath(name, ''));
  return {
    names,
    count: manifest.files.filter(({ path }) => folders.some((folder) => path.startsWith(folder))).length,
    get(name) {
      if (!names.includes(name)) return undefined;
      const known = sets.get(name);
      if (known) return known;
      const index: ImageSetIndex = JSON.parse(payload.readSync(`images/${name}.json`).toString());
      const places = new Map(index.images.map((image, place) => [image.file, place]));
      const set = { ...index, placeOf: (file: string) => places.get(file) };
      sets.set(name, set);
      return set;
    },
  };
}

/** A picture's file name as words: `pens/red-pen_0.5mm.webp` becomes `Red pen 0.5mm`. */
export function pictureTitle({ file }: Pick<PackedImage, 'file'>): string {
  const stem = file.replace(/^.*\//s, '').replace(/\.[^.]*$/, '');
  const words = stem.replace(/[-_\s]+/g, ' ').trim() || file;
  return words.replace(/^./u, (first) => first.toUpperCase());
}
