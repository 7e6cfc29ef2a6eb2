/** The part of an explorer's or a chart's page that a new address gives anew; its path has none of the query. */
export function region(): HTMLElement | undefined {
  return document.getElementById('region') ?? undefined;
}

/** Whether an address is of the page that is open: the same path, another query. */
export function isHere(url: URL): boolean {
  const path = region()?.dataset['path'];
  return path !== undefined && url.origin === location.origin && url.pathname === location.pathname;
}

let latest = 0;

/**
 * Puts the region of another address in the place of the one that is there, and keeps the focus where it
 * was. What is no such page is opened as one. Of several at once the last one counts.
 */
export async function go(address: string, { push = true }: { push?: boolean } = {}): Promise<void> {
  const mine = ++latest;
  const old = region();
  old?.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(address, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (mine !== latest) return;
    const next = page.getElementById('region');
    const here = region();
    if (!next || !here || !isHere(new URL(response.url))) {
      location.href = response.url;
      return;
    }
    const focus = focusPath(here);
    swap(here, next);
    document.title = page.title;
    if (push) history.pushState(null, '', response.url);
    document.dispatchEvent(new Event('region'));
    // Behind the event, for it makes cells that can have the focus.
    focus?.();
  } catch {
    // The browser says better what is wrong with a server that does not answer.
    location.href = address;
  }
}

/** The line that says how many rows there are stays in the page: that is how it is read out when it changes. */
function swap(here: HTMLElement, next: HTMLElement): void {
  const [said, says] = [here, next].map((one) => one.querySelector<HTMLElement>(':scope > [role=status]'));
  const scrolled = here.querySelector('.rows')?.scrollLeft ?? 0;
  if (said && says) {
    const words = [...says.childNodes];
    says.replaceWith(said);
    said.replaceChildren(...words);
  }
  here.replaceChildren(...next.childNodes);
  here.removeAttribute('aria-busy');
  const rows = here.querySelector('.rows');
  if (rows) rows.scrollLeft = scrolled;
}

/** Finds again what has the focus: by its form field, its name in a heading or its relation. */
function focusPath(here: HTMLElement): (() => void) | undefined {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !here.contains(focused)) return undefined;
  const cell = focused.closest<HTMLTableCellElement>('td, th');
  const row = cell?.closest('tr');
  const selector = selectorOf(focused);
  return () => {
    const same =
      cell && row
        ? again(here, row.rowIndex, cell.cellIndex, focused)
        : selector === undefined
          ? null
          : here.querySelector<HTMLElement>(selector);
    (same ?? here.querySelector<HTMLElement>('.rows'))?.focus({ preventScroll: true });
  };
}

function again(here: HTMLElement, row: number, column: number, focused: HTMLElement): HTMLElement | null {
  const rows = here.querySelector<HTMLTableElement>('table.explorer')?.rows;
  const cell = rows?.[Math.min(row, rows.length - 1)]?.cells[column];
  if (!cell) return null;
  if (focused.tagName === 'TD') return cell;
  return cell.querySelector<HTMLElement>(focused.classList.contains('filter') ? 'a.filter' : 'a') ?? cell;
}

function selectorOf(focused: HTMLElement): string | undefined {
  const name = focused.getAttribute('name');
  if (name !== null) return `${focused.tagName.toLowerCase()}[name="${CSS.escape(name)}"]`;
  const relation = focused.getAttribute('rel');
  if (relation !== null) return `a[rel="${CSS.escape(relation)}"]`;
  const form = focused.closest('form');
  return form ? `form.${CSS.escape(form.className)} button` : undefined;
}
