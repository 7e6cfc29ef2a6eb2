import { go, region } from './region.ts';

/** Goes over the cells by arrow keys: one of them takes the place of all in the order of the Tab key. */
export function startGrid(): void {
  prepare();
  document.addEventListener('region', prepare);
  document.addEventListener('keydown', onKey);
  document.addEventListener('focusin', (event) => {
    const cell =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.explorer tbody td') : null;
    if (cell) rove(cell);
  });
}

function prepare(): void {
  region()?.querySelector('.keys')?.removeAttribute('hidden');
  for (const cell of cells()) cell.tabIndex = -1;
  const first = document.querySelector<HTMLElement>('.explorer tbody td');
  if (first) first.tabIndex = 0;
}

function cells(): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>('.explorer tbody td');
}

function rove(cell: HTMLElement): void {
  const before = document.querySelector<HTMLElement>('.explorer tbody td[tabindex="0"]');
  if (before === cell) return;
  if (before) before.tabIndex = -1;
  cell.tabIndex = 0;
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (target?.closest('input, textarea, select, dialog, [contenteditable]')) return;
  if (event.key === 'n' || event.key === 'p') {
    const step = region()?.querySelector<HTMLAnchorElement>(
      `a[rel="${event.key === 'n' ? 'next' : 'prev'}"]`,
    );
    if (step) void go(step.href);
    return;
  }
  const cell = target?.closest<HTMLTableCellElement>('.explorer tbody td');
  const next = cell && neighbour(cell, event);
  if (next) {
    event.preventDefault();
    next.focus();
    intoView(next);
  } else if (cell && event.key === 'Enter') cell.closest('tr')?.querySelector('a')?.click();
}

function neighbour(cell: HTMLTableCellElement, { key }: KeyboardEvent): HTMLElement | undefined {
  const row = cell.closest('tr');
  const rows = [...(row?.parentElement?.children ?? [])].filter((one) => one instanceof HTMLTableRowElement);
  const nth = row ? rows.indexOf(row) : -1;
  const at = cell.cellIndex;
  const [to, column] =
    {
      ArrowRight: [nth, at + 1],
      ArrowLeft: [nth, at - 1],
      ArrowDown: [nth + 1, at],
      ArrowUp: [nth - 1, at],
      Home: [nth, 1],
      End: [nth, (row?.cells.length ?? 1) - 1],
      PageDown: [Math.min(nth + 10, rows.length - 1), at],
      PageUp: [Math.max(nth - 10, 0), at],
    }[key] ?? [];
  if (to === undefined || column === undefined) return undefined;
  const found = rows[to]?.cells[column];
  return found?.tagName === 'TD' ? found : undefined;
}

/** A cell under the heads that stay, or under the numbers of rows, is no cell to look at. */
function intoView(cell: HTMLElement): void {
  const scroll = cell.closest('.rows');
  const head = scroll?.querySelector('thead')?.getBoundingClientRect();
  const nth = scroll?.querySelector('tbody .nth')?.getBoundingClientRect();
  if (!scroll || !head || !nth) return;
  const box = cell.getBoundingClientRect();
  if (box.top < head.bottom) scroll.scrollTop -= head.bottom - box.top;
  if (box.left < nth.right) scroll.scrollLeft -= nth.right - box.left;
}
