import type { Reader } from '../../../language/reader.ts';
import type { Picture } from '../catalogue/catalogue.ts';
import { bytesAddress, pageAddress } from '../catalogue/names.ts';
import { thumbnailOf } from '../catalogue/variants.ts';
import { ratioOf } from '../layout/justified.ts';

interface GridProps {
  reader: Reader;
  pictures: Picture[];
  /** How many pictures stand behind the first of a group, by its id. */
  groups?: Map<string, number>;
  /** The query that the pages of the pictures have, to leaf through the same pictures. */
  query: string;
  /** The place of the first one among all of them. */
  start?: number;
  /** The address of the layout of all of them, for the script to go on. */
  index?: string;
  /** Whether pictures are being selected: then each has a check box of the form `zip`. */
  selecting?: boolean;
}

/**
 * Thumbnails in rows that fill the width. It stands as it is without a script; what the script draws
 * later has the same elements: see client/item.ts.
 */
export function Grid({ reader, pictures, groups, query, start = 0, index, selecting = false }: GridProps) {
  const text = reader.text.gallery;
  return (
    <ul
      class="photos"
      data-index={index}
      data-query={query}
      data-start={start}
      data-select={text.selectOne('{}')}
      data-alike={text.alikeCount('{}', '{n}')}
    >
      {pictures.map((picture, at) => {
        const thumbnail = thumbnailOf(picture.image);
        const count = groups?.get(picture.id) ?? 1;
        return (
          <li key={picture.id} class={`p${at}`}>
            <a href={pageAddress(picture.set, picture.image.file, query)}>
              <img
                src={bytesAddress(picture.id, thumbnail.variant, thumbnail.file.sha256)}
                alt=""
                loading={at < 12 ? undefined : 'lazy'}
                decoding="async"
              />
              {count > 1 ? text.alikeCount(picture.title, reader.number(count)) : picture.title}
            </a>
            {selecting && (
              <input
                type="checkbox"
                name="id"
                value={picture.id}
                form="zip"
                aria-label={text.selectOne(picture.title)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The rules for a grid's pictures: what they measure, and their colour until they are there. */
export function gridStyle(pictures: Picture[]): string {
  return pictures
    .map(({ image: { width, height, dominant, thumbhash } }, at) => {
      const colour = dominant !== undefined && !isSeeThrough(thumbhash) ? `;--colour:${dominant}` : '';
      return `.p${at}{--ratio:${Number(ratioOf(width, height).toFixed(4))}${colour}}`;
    })
    .join('');
}

/** Whether a thumbhash is of a picture that can be seen through: bit 23 of its header. */
export function isSeeThrough(thumbhash: string | undefined): boolean {
  return thumbhash !== undefined && ((Buffer.from(thumbhash, 'base64')[2] ?? 0) & 0x80) !== 0;
}
