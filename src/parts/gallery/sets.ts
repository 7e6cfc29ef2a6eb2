import type { ImageSetIndex, PackedFile, PackedImage } from '../../image/index-file.ts';
import type { RunContext } from '../run.ts';
import { picturePath } from './paths.ts';

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
  /** Whether a file is one of the set's: a picture or a variant of one. */
  has(file: string): boolean;
  /** The other pictures that look like this one, in the order of the set. */
  alike(image: PackedImage): PackedImage[];
}

/** The sets of these names, in this order; `count` is of their pictures. */
export function openImageSets({ payload }: RunContext, names: string[], count: number): ImageSets {
  const sets = new Map<string, ImageSet>();
  return {
    names,
    count,
    get(name) {
      if (!names.includes(name)) return undefined;
      const known = sets.get(name);
      if (known) return known;
      const index: ImageSetIndex = JSON.parse(payload.readSync(`images/${name}.json`).toString());
      const places = new Map(index.images.map((image, place) => [image.file, place]));
      const groups = new Map(
        index.nearDuplicates.flatMap(({ images }) => images.map(({ file }) => [file, images] as const)),
      );
      const placeOf = (file: string) => places.get(file);
      const set: ImageSet = {
        ...index,
        placeOf,
        has: (file) => places.has(file) || payload.files.has(picturePath(name, file)),
        alike: ({ file }) =>
          (groups.get(file) ?? []).flatMap((other) => {
            const image = index.images[placeOf(other.file) ?? -1];
            return image && other.file !== file ? [image] : [];
          }),
      };
      sets.set(name, set);
      return set;
    },
  };
}

/** What stands for a picture in a small place: its variant `thumb`, else its first one, else itself. */
export function thumbnailOf(image: PackedImage): PackedFile {
  const { thumb, ...others } = image.variants ?? {};
  return thumb ?? Object.values(others)[0] ?? image;
}

/** A picture's file name as words: `pens/red-pen_0.5mm.webp` becomes `Red pen 0.5mm`. */
export function pictureTitle({ file }: Pick<PackedImage, 'file'>): string {
  const stem = file.replace(/^.*\//s, '').replace(/\.[^.]*$/, '');
  const words = stem.replace(/[-_\s]+/g, ' ').trim() || file;
  return words.replace(/^./u, (first) => first.toUpperCase());
}
