import { region } from './region.ts';

/** Shows the button that copies the page's address, and makes it do so. */
export function startCopy(): void {
  prepare();
  document.addEventListener('region', prepare);
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('.copy-link') : null;
    if (!button) return;
    void navigator.clipboard.writeText(location.href).then(() => {
      button.textContent = button.dataset['copied'] ?? '';
    });
  });
}

/** Browsers give the clipboard to safe addresses only, of which this machine's own is one. */
function prepare(): void {
  if (!navigator.clipboard) return;
  region()?.querySelector('.copy-link')?.removeAttribute('hidden');
}
