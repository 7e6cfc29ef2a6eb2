/** Pictures being selected. */
export interface Selecting {
  /** The ids, while pictures are being selected. */
  chosen(): Set<string> | undefined;
  /** Goes on with a form that the server has written anew. */
  renew(): void;
}

/** Selects pictures by their check boxes and by clicks on them; `changed` when that begins or ends. */
export function openSelecting(isOn: boolean, changed: (chosen: Set<string> | undefined) => void): Selecting {
  const ids = new Set<string>();
  let on = isOn;

  const count = () => {
    const button = document.querySelector<HTMLButtonElement>('#zip .chosen');
    const link = document.querySelector<HTMLAnchorElement>('#zip .select');
    if (!button || !link) return;
    button.hidden = !on;
    button.disabled = ids.size === 0;
    const { none = '', some = '' } = button.dataset;
    button.textContent = ids.size === 0 ? none : some.replace('{}', String(ids.size));
    link.textContent = (on ? link.dataset['on'] : link.dataset['off']) ?? '';
  };

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    if (target?.closest('#zip .select')) {
      event.preventDefault();
      on = !on;
      ids.clear();
      changed(on ? ids : undefined);
      count();
      return;
    }
    const link = on ? target?.closest<HTMLAnchorElement>('.photos a') : undefined;
    if (!link || event.ctrlKey || event.metaKey) return;
    // A click on a picture is one on its box. The viewer must not see it.
    event.preventDefault();
    link.parentElement?.querySelector('input')?.click();
  });
  document.addEventListener('change', (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.closest('.photos')) return;
    if (box.checked) ids.add(box.value);
    else ids.delete(box.value);
    count();
  });
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== 'zip') return;
    const form = event.target;
    for (const old of form.querySelectorAll('input[type="hidden"]')) old.remove();
    for (const id of ids) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name: 'id', value: id });
      form.append(field);
    }
  });
  count();
  return { chosen: () => (on ? ids : undefined), renew: count };
}
