import type { SearchHits } from '../run.ts';
import type { Picture } from './catalogue/catalogue.ts';
import { bytesAddress, pageAddress } from './catalogue/names.ts';
import { thumbnailOf } from './catalogue/variants.ts';
import { everything, queryOf } from './filters/filter.ts';
import { wordsOf } from './filters/fold.ts';
import type { Gallery } from './gallery.ts';

/** The pictures with all of the words in their names: those where they begin a word come first. */
export function search({ catalogue, selections }: Gallery, words: string, limit: number): SearchHits {
  const wanted = wordsOf(words);
  if (wanted.length === 0) return { hits: [] };
  const filter = { ...everything, name: words };
  const { pictures } = selections.of(filter);
  const begins = ({ words: text }: Picture) =>
    wanted.filter((word) => ` ${text}`.includes(` ${word}`)).length;
  const ranked = pictures
    .map((picture) => ({ picture, rank: begins(picture) }))
    .sort((a, b) => b.rank - a.rank || a.picture.order - b.picture.order);
  const hits = ranked.slice(0, limit).map(({ picture }) => {
    const { id, set, image, title } = picture;
    const { variant, file } = thumbnailOf(image);
    return {
      title,
      address: pageAddress(set, image.file, ''),
      ...(catalogue.sets.length > 1 && { detail: set }),
      picture: bytesAddress(id, variant, file.sha256),
    };
  });
  const more = { count: pictures.length, address: `/gallery/?${queryOf(filter)}` };
  return pictures.length > limit ? { hits, more } : { hits };
}
