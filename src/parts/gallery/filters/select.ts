import type { Picture } from '../catalogue/catalogue.ts';
import { oklch } from './colours.ts';
import { type Choice, choiceNames, type Filter, type Sort } from './filter.ts';
import { wordsOf } from './fold.ts';

/** How many pictures there would be with each value of a choice, the other filters being as they are. */
export type Facets = Record<Choice, Map<string, number>>;

/** What a filter picks. */
export interface Selection {
  /** In their order; where they are grouped, the first of each group. */
  pictures: Picture[];
  /** How many pictures of the selection each group has, by the id of the one that is shown. */
  groups: Map<string, number>;
  facets: Facets;
}

/** What a picture has for a choice; undefined where nothing is known. */
export function factOf(picture: Picture, choice: Choice): string | undefined {
  return choice === 'format' ? picture.image.format : picture[choice];
}

/** The pictures that a filter picks, sorted, and what other choices would pick. */
export function select(all: Picture[], filter: Filter): Selection {
  const isNamed = namedBy(filter);
  const facets = Object.fromEntries(
    choiceNames.map((choice) => [choice, new Map<string, number>()]),
  ) as Facets;
  const found: Picture[] = [];
  for (const picture of all) {
    if (!isNamed(picture)) continue;
    // The choices that speak against it: with none it is picked, with one it counts for that one alone.
    const against = choiceNames.filter((choice) => !isChosen(picture, choice, filter));
    if (against.length === 0) found.push(picture);
    for (const choice of against.length === 0 ? choiceNames : against.length === 1 ? against : []) {
      const value = factOf(picture, choice);
      if (value !== undefined) facets[choice].set(value, (facets[choice].get(value) ?? 0) + 1);
    }
  }
  const sorted = sort(found, filter.sort);
  return { ...(filter.grouped ? group(sorted) : { pictures: sorted, groups: new Map() }), facets };
}

function isChosen(picture: Picture, choice: Choice, filter: Filter): boolean {
  const value = factOf(picture, choice);
  return filter[choice].length === 0 || (value !== undefined && filter[choice].includes(value));
}

/** By words and by days. A picture without a day is in no span of days. */
function namedBy({ name, from, to }: Filter): (picture: Picture) => boolean {
  const words = wordsOf(name);
  return ({ words: text, image: { taken } }) => {
    if (!words.every((word) => text.includes(word))) return false;
    if (from === '' && to === '') return true;
    return taken !== undefined && taken >= from && (to === '' || taken.slice(0, to.length) <= to);
  };
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Sorts by a key; what has none comes last either way, and of equal ones the first in the gallery. */
function sort(pictures: Picture[], { by, descending }: Filter['sort']): Picture[] {
  const keyed = pictures.map((picture) => ({ picture, key: keyOf(picture, by) }));
  const sign = descending ? -1 : 1;
  keyed.sort(({ key: a, picture: one }, { key: b, picture: other }) => {
    if (a === undefined || b === undefined)
      return Number(a === undefined) - Number(b === undefined) || one.order - other.order;
    const order = typeof a === 'string' ? collator.compare(a, String(b)) : a - Number(b);
    return sign * order || one.order - other.order;
  });
  return keyed.map(({ picture }) => picture);
}

function keyOf({ order, title, image, colour }: Picture, by: Sort): string | number | undefined {
  switch (by) {
    case 'file':
      return order;
    case 'name':
      return title;
    case 'date':
      return image.taken;
    case 'size':
      return image.width * image.height || undefined;
    case 'colour':
      return image.dominant === undefined ? undefined : colourKey(image.dominant, colour);
  }
}

/** Along the rainbow, and behind it from black over gray to white. */
function colourKey(dominant: string, colour: string | undefined): number {
  const { hue, lightness } = oklch(dominant);
  const isGray = colour === 'black' || colour === 'gray' || colour === 'white';
  return isGray ? 1000 + lightness : (hue + 350) % 360;
}

function group(sorted: Picture[]): Pick<Selection, 'pictures' | 'groups'> {
  const firsts = new Map<Picture[], Picture>();
  const groups = new Map<string, number>();
  const pictures = sorted.filter((picture) => {
    if (!picture.alike) return true;
    const first = firsts.get(picture.alike) ?? picture;
    firsts.set(picture.alike, first);
    groups.set(first.id, (groups.get(first.id) ?? 0) + 1);
    return first === picture;
  });
  return { pictures, groups };
}
