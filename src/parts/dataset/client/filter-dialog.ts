import { addressOf } from './form.ts';
import { go } from './region.ts';

/** Shows the filter of a column, which is a page of its own, as a dialog over the rows. */
export async function openFilter(link: HTMLAnchorElement): Promise<void> {
  const panel = await panelAt(link.href);
  if (!panel) {
    location.href = link.href;
    return;
  }
  const dialog = document.createElement('dialog');
  dialog.className = 'filters';
  dialog.setAttribute('aria-labelledby', 'filter-title');
  fill(dialog, panel.panel);
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    link.focus();
  });
  dialog.addEventListener('click', (event) => onClick(event, dialog));
  dialog.addEventListener('submit', (event) => void onSubmit(event, dialog));
  dialog.showModal();
  dialog.querySelector<HTMLElement>('.ask input:not([type=hidden]), .ask select')?.focus();
}

/** The panel of a filter's page, or where the page leads to when it is none. */
async function panelAt(address: string): Promise<{ panel: Element; url: string } | undefined> {
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const panel = page.getElementById('filter');
  return panel ? { panel, url: response.url } : undefined;
}

function fill(dialog: HTMLDialogElement, panel: Element): void {
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button close';
  close.textContent = '×';
  close.setAttribute('aria-label', panel.getAttribute('data-close') ?? '');
  close.addEventListener('click', () => dialog.close());
  const title = panel.querySelector('h1');
  if (title) title.id = 'filter-title';
  dialog.replaceChildren(panel, close);
}

/** Outside of the panel it closes; a link to other rows shows them. */
function onClick(event: MouseEvent, dialog: HTMLDialogElement): void {
  if (event.target === dialog) dialog.close();
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (new URL(link.href).pathname !== location.pathname) return;
  event.preventDefault();
  dialog.close();
  void go(link.href);
}

/** What makes no sense stays in the dialog, with the words for it. */
async function onSubmit(event: SubmitEvent, dialog: HTMLDialogElement): Promise<void> {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const address = addressOf(form);
  const wrong = await panelAt(address);
  if (wrong) {
    fill(dialog, wrong.panel);
    dialog.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    return;
  }
  dialog.close();
  await go(address);
}
