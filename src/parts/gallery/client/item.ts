import { thumbHashToDataURL } from 'thumbhash';
import { bytesAddress, idOf, pageAddress, titleOf } from '../catalogue/names.ts';
import type { GridIndex } from '../layout/grid-index.ts';
import type { Box } from '../layout/justified.ts';

/** What items are made from, beside their place. */
export interface ItemSource {
  index: GridIndex;
  /** The query of the pages that they lead to. */
  query: string;
  /** Sentences of the page, with `{}` for the title and `{n}` for a count. */
  text: { select: string; alike: string };
}

/** The set and file of the picture at a place. */
export function pictureAt({ sets, set, file }: GridIndex, at: number): { set: string; file: string } {
  return { set: sets[set[at] ?? 0] ?? '', file: file[at] ?? '' };
}

/** An item as the server writes it (pages/grid.tsx); `selected` where pictures are being selected. */
export function makeItem({ index, query, text }: ItemSource, at: number, selected?: boolean): HTMLLIElement {
  const { set, file } = pictureAt(index, at);
  const id = idOf(set, file);
  const title = titleOf(file);
  const count = index.alike[at];
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = pageAddress(set, file, query);
  link.append(makeImage(index, at, id));
  link.append(count ? text.alike.replace('{}', title).replace('{n}', String(count)) : title);
  item.append(link);
  if (selected !== undefined) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.value = id;
    box.checked = selected;
    box.tabIndex = -1;
    box.ariaLabel = text.select.replace('{}', title);
    item.append(box);
  }
  return item;
}

/** The thumbnail, blurred until it is there. */
function makeImage(index: GridIndex, at: number, id: string): HTMLImageElement {
  const image = new Image();
  image.alt = '';
  image.decoding = 'async';
  const hash = index.thumbhash[at];
  if (hash) {
    const bytes = Uint8Array.from(atob(hash), (one) => one.charCodeAt(0));
    image.style.backgroundImage = `url("${thumbHashToDataURL(bytes)}")`;
    image.addEventListener('load', () => image.style.removeProperty('background-image'), { once: true });
  }
  image.src = bytesAddress(id, index.variants[index.variant[at] ?? 0] ?? '', index.hash[at] ?? '');
  return image;
}

/** Puts an item into its place among `count`. */
export function placeItem(
  item: HTMLLIElement,
  { left, top, width, height }: Box,
  at: number,
  count: number,
): void {
  item.style.left = `${left}px`;
  item.style.top = `${top}px`;
  item.style.width = `${width}px`;
  item.style.setProperty('--ratio', String(width / height));
  item.setAttribute('aria-setsize', String(count));
  item.setAttribute('aria-posinset', String(at + 1));
}
