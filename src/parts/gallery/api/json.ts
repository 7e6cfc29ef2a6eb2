import type { ImageStatistics, PackedFile, PackedImage } from '../../../image/index-file.ts';
import type { Picture } from '../catalogue/catalogue.ts';
import { bytesAddress, pageAddress } from '../catalogue/names.ts';

/** A picture as the API answers it; addresses are those of this server. */
export interface ImageJson extends Omit<PackedImage, 'variants'> {
  id: string;
  set: string;
  title: string;
  colour?: string;
  shape?: string;
  url: string;
  page: string;
  variants: Record<string, PackedFile & { url: string }>;
  /** The ids of the pictures that look like it. */
  nearDuplicates: string[];
}

/** A picture with everything, and its statistics. */
export interface ImageWithStatistics extends ImageJson {
  channels: ImageStatistics['channels'];
}

/** A picture for the API. */
export function imageJson(picture: Picture): ImageJson {
  const { id, set, title, image, colour, shape, alike = [] } = picture;
  const { variants = {}, ...facts } = image;
  return {
    id,
    set,
    title,
    ...facts,
    ...(colour !== undefined && { colour }),
    ...(shape !== undefined && { shape }),
    url: bytesAddress(id, '', image.sha256),
    page: pageAddress(set, image.file, ''),
    variants: Object.fromEntries(
      Object.entries(variants).map(([name, file]) => [
        name,
        { ...file, url: bytesAddress(id, name, file.sha256) },
      ]),
    ),
    nearDuplicates: alike.filter((other) => other !== picture).map((other) => other.id),
  };
}
