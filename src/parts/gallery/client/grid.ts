import type { GridIndex } from '../layout/grid-index.ts';
import { justify, type Layout, ratioOf, rowAt, shownAt } from '../layout/justified.ts';
import { type ItemSource, makeItem, pictureAt, placeItem } from './item.ts';
import { keyTarget } from './keys.ts';

/** So many pictures are drawn at once at most; the server's page has as many. */
const MOST = 72;

/** A grid of any number of pictures, of which only those in sight are elements. */
export interface PhotoGrid {
  /** Brings a picture into sight and gives it the focus. */
  focus(at: number): void;
  /** The place of the picture with this set and file; -1 where the grid does not show it. */
  find(set: string, file: string): number;
  /** Draws check boxes for the pictures, or takes them away. */
  select(chosen: Set<string> | undefined): void;
  close(): void;
}

/** Takes over a list that the server has written, with the layout data of all of its pictures. */
export function openGrid(list: HTMLUListElement, index: GridIndex): PhotoGrid {
  const count = index.file.length;
  const { query = '', select = '', alike = '', start = '0' } = list.dataset;
  const source: ItemSource = { index, query, text: { select, alike } };
  const ratios = index.file.map((_, at) => ratioOf(index.width[at] ?? 0, index.height[at] ?? 0));
  const items = new Map<number, HTMLLIElement>();
  const closing = new AbortController();
  const { signal } = closing;
  let layout: Layout = justify([], { width: 1, gap: 0, rowHeight: 1, caption: 0 });
  let chosen: Set<string> | undefined;
  /** The one picture that Tab leads to. */
  let active = Number(start);

  const linkAt = (at: number) => items.get(at)?.querySelector('a') ?? undefined;
  const focused = () => [...items].find(([, item]) => item.contains(document.activeElement))?.[0];
  const boxAt = (at: number) => layout.boxes[at] ?? { left: 0, top: 0, width: 0, height: 0 };

  const arrange = () => {
    const style = getComputedStyle(list);
    const pixels = (name: string) => Number.parseFloat(style.getPropertyValue(name));
    const { width } = list.getBoundingClientRect();
    layout = justify(ratios, {
      width,
      gap: pixels('--gap'),
      rowHeight: pixels('--row'),
      caption: pixels('--caption'),
    });
    list.style.height = `${layout.height}px`;
    for (const [at, item] of items) placeItem(item, boxAt(at), at, count);
  };

  const draw = () => {
    const top = -list.getBoundingClientRect().top;
    const [from, to] = shownAt(layout, top, top + innerHeight, MOST);
    const kept = focused();
    for (const [at, item] of items)
      if ((at < from || at >= to) && at !== kept) {
        item.remove();
        items.delete(at);
      }
    let behind: HTMLLIElement | null = null;
    for (let at = to - 1; at >= from; at--) {
      const item = items.get(at) ?? add(at);
      if (item.nextElementSibling !== behind || item.parentElement !== list) list.insertBefore(item, behind);
      behind = item;
    }
    const stop = items.has(active) ? active : (layout.rows[rowAt(layout, top)] ?? 0);
    for (const [at] of items) {
      const link = linkAt(at);
      if (link) link.tabIndex = at === stop ? 0 : -1;
    }
  };

  const add = (at: number): HTMLLIElement => {
    const { set, file } = pictureAt(index, at);
    const item = makeItem(source, at, chosen?.has(`${set}~${file}`));
    placeItem(item, boxAt(at), at, count);
    items.set(at, item);
    return item;
  };

  /** Scrolls as little as it takes. */
  const reveal = (at: number) => {
    const { top, height } = boxAt(at);
    const origin = list.getBoundingClientRect().top;
    const margin = 24;
    const [above, below] = [origin + top - margin, origin + top + height + 2 * margin - innerHeight];
    const by = above < 0 ? above : below > 0 ? Math.min(below, above) : 0;
    if (by !== 0) scrollBy({ top: by, behavior: 'instant' });
  };

  const focus = (at: number) => {
    active = Math.max(0, Math.min(count - 1, at));
    reveal(active);
    draw();
    linkAt(active)?.focus({ preventScroll: true });
  };

  for (const [at, item] of [...list.children].entries())
    if (item instanceof HTMLLIElement && !item.querySelector('input')) items.set(Number(start) + at, item);
    else item.remove();
  list.classList.add('placed');
  arrange();
  if (active > 0)
    scrollTo({ top: list.getBoundingClientRect().top + scrollY + boxAt(active).top, behavior: 'instant' });
  draw();

  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (!signal.aborted) draw();
    });
  };
  addEventListener('scroll', later, { passive: true, signal });
  let known = list.getBoundingClientRect().width;
  const resized = new ResizeObserver(() => {
    const { width, top } = list.getBoundingClientRect();
    if (width === known) return later();
    known = width;
    // What was at the top of the window stays there, whatever becomes of the rows.
    const first = layout.rows[rowAt(layout, -top)] ?? 0;
    const before = boxAt(first).top;
    arrange();
    if (top < 0) scrollBy({ top: boxAt(first).top - before, behavior: 'instant' });
    draw();
  });
  resized.observe(list);
  addEventListener('resize', later, { signal });

  list.addEventListener(
    'focusin',
    () => {
      active = focused() ?? active;
      for (const [at] of items) linkAt(at)?.setAttribute('tabindex', at === active ? '0' : '-1');
    },
    { signal },
  );
  list.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const at = keyTarget(event.key, active, layout, innerHeight);
      if (at !== undefined) {
        event.preventDefault();
        focus(at);
      } else if (event.key === ' ' && chosen) {
        event.preventDefault();
        items.get(active)?.querySelector('input')?.click();
      }
    },
    { signal },
  );

  return {
    focus,
    find: (set, file) => {
      const place = index.sets.indexOf(set);
      return index.file.findIndex((one, at) => one === file && index.set[at] === place);
    },
    select(ids) {
      chosen = ids;
      const at = focused();
      for (const item of items.values()) item.remove();
      items.clear();
      draw();
      if (at !== undefined) focus(at);
    },
    close() {
      closing.abort();
      resized.disconnect();
    },
  };
}
