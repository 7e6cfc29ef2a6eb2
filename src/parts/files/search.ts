import type { Reader } from '../../language/reader.ts';
import type { SearchHits } from '../run.ts';
import { type FileSet, nameOf } from './sets.ts';

/**
 * The files in whose paths all words stand, whatever their case and accents; those that have the
 * first word in their own name before those that have it in a folder's.
 */
export function searchFiles(sets: FileSet[], reader: Reader, text: string, limit: number): SearchHits {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  const found = sets
    .flatMap((set) => set.files.map((file) => ({ set, file, path: plain(file.path) })))
    .filter(({ path }) => words.length > 0 && words.every((word) => path.includes(word)))
    .map((one) => ({ ...one, place: nameOf(one.path).indexOf(first) }))
    .sort((a, b) => rank(a.place) - rank(b.place));
  return {
    hits: found.slice(0, limit).map(({ set, file }) => ({
      title: nameOf(file.path),
      address: file.address,
      detail: `${set.name}, ${reader.bytes(file.size)}`,
    })),
    ...(found.length > limit && { more: { count: found.length, address: '/files/' } }),
  };
}

function rank(place: number): number {
  return place === 0 ? 0 : place > 0 ? 1 : 2;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
