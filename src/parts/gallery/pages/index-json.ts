import type { Catalogue } from '../catalogue/catalogue.ts';
import { thumbnailOf } from '../catalogue/variants.ts';
import type { Selection } from '../filters/select.ts';
import type { GridIndex } from '../layout/grid-index.ts';

/** The layout data of a selection, for the script that draws its grid. */
export function gridIndex({ sets }: Catalogue, { pictures, groups }: Selection): GridIndex {
  const thumbnails = pictures.map(({ image }) => thumbnailOf(image));
  const variants = [...new Set(thumbnails.map(({ variant }) => variant))];
  return {
    sets,
    variants,
    set: pictures.map(({ set }) => sets.indexOf(set)),
    file: pictures.map(({ image }) => image.file),
    width: pictures.map(({ image }) => image.width),
    height: pictures.map(({ image }) => image.height),
    thumbhash: pictures.map(({ image }) => image.thumbhash ?? ''),
    variant: thumbnails.map(({ variant }) => variants.indexOf(variant)),
    hash: thumbnails.map(({ file }) => file.sha256.slice(0, 16)),
    alike: Object.fromEntries(
      pictures.flatMap(({ id }, at) => {
        const count = groups.get(id) ?? 1;
        return count > 1 ? [[at, count]] : [];
      }),
    ),
  };
}
