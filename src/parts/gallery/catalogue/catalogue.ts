import type { ImageSetIndex, PackedImage } from '../../../image/index-file.ts';
import type { RunContext } from '../../run.ts';
import { type Colour, colourOf } from '../filters/colours.ts';
import { fold } from '../filters/fold.ts';
import { type Shape, type Size, shapeOf, sizeOf } from '../filters/sizes.ts';
import { idOf, titleOf } from './names.ts';

/** A picture of the gallery, with what it is found and shown by. */
export interface Picture {
  /** `SET~FILE` */
  id: string;
  set: string;
  image: PackedImage;
  /** In the set, from 0. */
  place: number;
  /** In the gallery, from 0: sets in the order of the spec, pictures in that of their set. */
  order: number;
  title: string;
  /** What is known of its name, folded: file, source and set. */
  words: string;
  colour?: Colour;
  size?: Size;
  shape?: Shape;
  /** The pictures that look like it and itself, in the order of the set; undefined where there are none. */
  alike?: Picture[];
}

/** All pictures of a gallery. */
export interface Catalogue {
  /** The names of the sets. */
  sets: string[];
  /** How many pictures there are; told without reading an index. */
  count: number;
  /** In their order; the indexes are read when this is first asked for. */
  pictures(): Picture[];
  /** The picture of this id. */
  get(id: string): Picture | undefined;
}

/** The pictures of the sets of these names, in this order; `count` is how many they are. */
export function openCatalogue(
  { payload }: Pick<RunContext, 'payload'>,
  sets: string[],
  count: number,
): Catalogue {
  let all: { pictures: Picture[]; byId: Map<string, Picture> } | undefined;
  const read = () => {
    const pictures: Picture[] = [];
    const byId = new Map<string, Picture>();
    for (const set of sets) {
      const index: ImageSetIndex = JSON.parse(payload.readSync(`images/${set}.json`).toString());
      for (const [place, image] of index.images.entries()) {
        const picture = makePicture(set, image, place, pictures.length);
        pictures.push(picture);
        byId.set(picture.id, picture);
      }
      for (const { images } of index.nearDuplicates) {
        const alike = images.flatMap(({ file }) => byId.get(idOf(set, file)) ?? []);
        for (const picture of alike) picture.alike = alike;
      }
    }
    return { pictures, byId };
  };
  const opened = () => {
    all ??= read();
    return all;
  };
  return { sets, count, pictures: () => opened().pictures, get: (id) => opened().byId.get(id) };
}

function makePicture(set: string, image: PackedImage, place: number, order: number): Picture {
  const { file, source, width, height, dominant } = image;
  return {
    id: idOf(set, file),
    set,
    image,
    place,
    order,
    title: titleOf(file),
    words: fold(`${file} ${source} ${set}`),
    ...(dominant !== undefined && { colour: colourOf(dominant) }),
    ...(width > 0 && height > 0 && { size: sizeOf(width, height), shape: shapeOf(width, height) }),
  };
}
