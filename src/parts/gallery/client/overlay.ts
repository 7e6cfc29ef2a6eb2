import { fetchPage } from './fetch-page.ts';
import { openViewer } from './viewer.ts';

/** The viewer above the grid. */
export interface Overlay {
  /** Shows the picture at an address of this page; the address bar is the caller's. */
  show(address: string): Promise<void>;
  hide(): void;
}

/**
 * Makes the viewer: a dialog that shows the very article that a picture's own page has. Its links to
 * other pictures stay in it, `rel="up"` and Escape go back in the history.
 */
export function makeOverlay(closed: (address: string) => void): Overlay {
  const dialog = document.createElement('dialog');
  dialog.className = 'overlay';
  dialog.setAttribute('aria-labelledby', 'picture');
  document.body.append(dialog);
  const articles = new Map<string, Promise<HTMLElement>>();
  let shown = '';
  let key: (event: KeyboardEvent) => void = () => {};

  const articleOf = (address: string): Promise<HTMLElement> => {
    const known =
      articles.get(address) ??
      fetchArticle(address).catch((error: unknown) => {
        articles.delete(address);
        throw error;
      });
    articles.set(address, known);
    for (const oldest of [...articles.keys()].slice(0, -8)) articles.delete(oldest);
    return known;
  };

  const show = async (address: string) => {
    shown = address;
    // Where it cannot be fetched, the browser says why as it does of any page.
    const found = await articleOf(address).catch(() => location.assign(address));
    const article = found?.cloneNode(true);
    if (shown !== address || !(article instanceof HTMLElement)) return;
    const rel =
      document.activeElement instanceof HTMLElement ? document.activeElement.getAttribute('rel') : null;
    dialog.replaceChildren(article);
    if (!dialog.open) dialog.showModal();
    key = openViewer(article, { wheels: true });
    const again =
      rel === 'prev' || rel === 'next' ? article.querySelector<HTMLElement>(`a[rel="${rel}"]`) : null;
    article.tabIndex = -1;
    (again ?? article).focus({ preventScroll: true });
    dialog.scrollTop = 0;
    for (const link of article.querySelectorAll<HTMLAnchorElement>('a[rel="prev"], a[rel="next"]'))
      articleOf(link.href).catch(() => undefined);
  };

  const hide = () => {
    if (!dialog.open) return;
    const address = shown;
    shown = '';
    dialog.close();
    dialog.replaceChildren();
    closed(address);
  };

  // A telephone's way back asks for this; it must not close what the history has open.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    history.back();
  });
  dialog.addEventListener('keydown', (event) => key(event));
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    if (link.rel === 'up') {
      event.preventDefault();
      history.back();
    } else if (isPicture(link)) {
      event.preventDefault();
      history.replaceState({ overlay: true }, '', link.href);
      void show(link.href);
    }
  });
  return { show, hide };
}

/** Whether a link leads to a picture's page. */
export function isPicture({ origin, pathname }: { origin: string; pathname: string }): boolean {
  return origin === location.origin && /^\/gallery\/sets\/[^/]+\/./.test(pathname);
}

async function fetchArticle(address: string): Promise<HTMLElement> {
  const page = await fetchPage(address);
  return page.querySelector<HTMLElement>('article.viewer') ?? document.createElement('article');
}
