import type { GridIndex } from '../layout/grid-index.ts';
import { openFinder } from './finder.ts';
import { openGrid, type PhotoGrid } from './grid.ts';
import { isPicture, makeOverlay } from './overlay.ts';
import { keepScroll } from './scroll.ts';
import { openSelecting } from './selecting.ts';
import { openViewer } from './viewer.ts';

const results = document.getElementById('results');
const article = document.querySelector<HTMLElement>('article.viewer');
if (results) void openGallery(results);
if (article) openPicture(article);

/** A picture's own page. */
function openPicture(viewer: HTMLElement): void {
  const key = openViewer(viewer, { wheels: false });
  document.addEventListener('keydown', key);
  // It may have begun as a viewer above a grid, and been loaded again: then the history still has that.
  addEventListener('popstate', () => location.reload());
}

/** The grid with all that belongs to it. */
async function openGallery(place: HTMLElement): Promise<void> {
  let grid: PhotoGrid | undefined;
  const overlay = makeOverlay((address) => {
    const [, set = '', file = ''] = /^\/gallery\/sets\/([^/]+)\/(.+)$/.exec(new URL(address).pathname) ?? [];
    const at = grid?.find(decodeURIComponent(set), file.split('/').map(decodeURIComponent).join('/')) ?? -1;
    if (at >= 0) grid?.focus(at);
  });
  const selecting = openSelecting(new URLSearchParams(location.search).has('select'), (chosen) =>
    grid?.select(chosen),
  );

  const open = (list: HTMLUListElement, index: GridIndex) => {
    grid?.close();
    grid = openGrid(list, index);
    const chosen = selecting.chosen();
    if (chosen) grid.select(chosen);
  };

  place.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !isPicture(link) || selecting.chosen()) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    history.pushState({ overlay: true }, '', link.href);
    void overlay.show(link.href);
  });
  addEventListener('popstate', () => {
    if (isPicture(location)) void overlay.show(location.href);
    else overlay.hide();
  });

  const form = document.querySelector<HTMLFormElement>('form.finder');
  if (form)
    openFinder(form, async (address, page) => {
      const list = page.querySelector<HTMLUListElement>('#results .photos');
      const shown = page.querySelector('#results > *');
      const index = list ? await fetchIndex(list) : undefined;
      history.replaceState(null, '', address);
      list?.replaceChildren();
      place.replaceChildren(...(list ? [list] : shown ? [shown] : []));
      if (list && index) open(list, index);
      queueMicrotask(selecting.renew);
    });

  const list = place.querySelector<HTMLUListElement>('.photos');
  if (!list) return;
  const index = await fetchIndex(list);
  open(list, index);
  keepScroll();
}

async function fetchIndex(list: HTMLUListElement): Promise<GridIndex> {
  const response = await fetch(list.dataset['index'] ?? '');
  return response.json();
}
