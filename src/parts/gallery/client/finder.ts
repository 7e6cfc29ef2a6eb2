import { fetchPage } from './fetch-page.ts';

/** What a form's fields ask for, as a query without what is empty. */
function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [key, value] of new FormData(form))
    if (typeof value === 'string' && value !== '') query.append(key, value);
  return query.toString();
}

/**
 * Answers a form while it is filled in: `found` gets the address and the page that the server would
 * show. Everything of the page with the class `live` is renewed here; a field keeps the focus.
 */
export function openFinder(
  form: HTMLFormElement,
  found: (address: string, page: Document) => Promise<void>,
): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();

  const ask = async () => {
    clearTimeout(waiting);
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const query = queryOf(form);
    const address = query === '' ? '/gallery/' : `/gallery/?${query}`;
    try {
      const page = await fetchPage(address, signal);
      await found(address, page);
      if (!signal.aborted) renew(page);
    } catch {
      // Where it cannot be fetched, the browser says why as it does of any page.
      if (!signal.aborted) location.assign(address);
    }
  };

  form.addEventListener('input', (event) => {
    clearTimeout(waiting);
    const isTyped = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    waiting = setTimeout(ask, isTyped ? 150 : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask();
  });
}

function renew(page: Document): void {
  for (const old of document.querySelectorAll<HTMLElement>('.live')) {
    const renewed = page.getElementById(old.id);
    if (!renewed) continue;
    const details = renewed.querySelector('details');
    if (details) details.open = old.querySelector('details')?.open ?? details.open;
    const focused = old.contains(document.activeElement) ? document.activeElement?.id : undefined;
    old.replaceChildren(...renewed.childNodes);
    if (focused) document.getElementById(focused)?.focus();
  }
}
