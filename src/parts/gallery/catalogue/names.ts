import { addressOf, withQuery } from '../../address.ts';

/** What stands between set and file in an id. */
const MARK = '~';

/** The id of a picture in the whole app: `products~pens/red.webp`; in an address its slashes are escaped. */
export function idOf(set: string, file: string): string {
  return `${set}${MARK}${file}`;
}

/** The address of a picture's bytes, or of a variant's; with the file's hash, browsers keep it for good. */
export function bytesAddress(id: string, variant: string, sha256: string): string {
  return `${addressOf('/images', id)}${variant === '' ? '' : `/${variant}`}?v=${sha256.slice(0, 16)}`;
}

/** The address of a picture's page, among the pictures that a query picks. */
export function pageAddress(set: string, file: string, query: string): string {
  return withQuery(addressOf('/gallery/sets', set, file), query);
}

/** A picture's file name as words: `pens/red-pen_0.5mm.webp` becomes `Red pen 0.5mm`. */
export function titleOf(file: string): string {
  const stem = file.replace(/^.*\//s, '').replace(/\.[^.]*$/, '');
  const words = stem.replace(/[-_\s]+/g, ' ').trim() || file;
  return words.replace(/^./u, (first) => first.toUpperCase());
}
