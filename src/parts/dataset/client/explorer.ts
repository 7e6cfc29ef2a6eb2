import { startCopy } from './copy.ts';
import { openFilter } from './filter-dialog.ts';
import { addressOf } from './form.ts';
import { startGrid } from './grid.ts';
import { go, isHere, region } from './region.ts';

/** Makes an explorer or a chart quick: pages, sorts and filters come without loading the page anew. */
export function startExplorer(): void {
  if (!region()) return;
  document.addEventListener('click', onClick);
  document.addEventListener('submit', onSubmit);
  document.addEventListener('change', onChange);
  window.addEventListener('popstate', () => void go(location.href, { push: false }));
  document.addEventListener('keydown', closeMenus);
  document.addEventListener('click', closeMenus);
  startCopy();
  startGrid();
}

function onClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || !region()?.contains(link)) return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.button !== 0) return;
  if ('dialog' in link.dataset) {
    event.preventDefault();
    void openFilter(link);
    return;
  }
  const also = link.dataset['also'];
  if (event.shiftKey && also === undefined) return;
  const url = new URL(event.shiftKey && also !== undefined ? also : link.href, location.href);
  if (!isHere(url) || link.hasAttribute('download') || url.hash !== '') return;
  event.preventDefault();
  void go(url.href);
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !region()?.contains(form)) return;
  event.preventDefault();
  void go(addressOf(form));
}

/** A chart is drawn anew as soon as something else is chosen. */
function onChange(event: Event): void {
  const field = event.target;
  if (field instanceof HTMLSelectElement && field.form?.classList.contains('chart-form'))
    void go(addressOf(field.form));
}

/** An open menu closes by Escape, and when something else is clicked. */
function closeMenus(event: Event): void {
  if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
  const inside = event instanceof MouseEvent && event.target instanceof Node ? event.target : undefined;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (inside && menu.contains(inside)) continue;
    if (!inside && menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
    menu.open = false;
  }
}
