import { type Input, inputsOf, isTick } from './inputs.ts';
import type { Said } from './store.ts';

/**
 * Shows at each field what the program says is wrong, once it was left; and in it how what was typed
 * is usually written. What is only missing is told when the form was handed in.
 */
export function followErrors(form: HTMLFormElement, { errors, texts }: Said): void {
  const isStrict = form.dataset['strict'] !== undefined;
  const names = new Set<string>();
  for (const input of inputsOf(form)) {
    if (names.has(input.name)) continue;
    names.add(input.name);
    const isOpen = document.activeElement === input;
    const message = errors.find(({ name }) => name === input.name)?.message;
    const isShown = message !== undefined && (isStrict || (!isOpen && isFilled(input)));
    const wasShown = input.getAttribute('aria-invalid') === 'true';
    // Who is mending a field sees when it is right, but is not told more at every letter.
    if (!isOpen || wasShown || isStrict) tell(input, isShown || (wasShown && message) ? message : undefined);
    const usual = texts[input.name];
    if (
      !isOpen &&
      usual !== undefined &&
      /^(date|number)$/.test(input.dataset['kind'] ?? '') &&
      input.value !== usual
    )
      input.value = usual;
  }
  const list = document.querySelectorAll<HTMLElement>('#form-faults li');
  for (const item of list) {
    const input = document.getElementById(item.querySelector('a')?.hash.slice(1) ?? '');
    item.hidden = input?.getAttribute('aria-invalid') !== 'true';
  }
  const faults = document.getElementById('form-faults');
  if (faults) faults.hidden = [...list].every(({ hidden }) => hidden);
}

/** Puts a sentence to an input, or takes it away; the answers of a choice have one for all. */
function tell(input: Input, message: string | undefined): void {
  const id = `error_${input.name.replaceAll('.', '_')}`;
  const known = document.getElementById(id);
  if (message === undefined) known?.remove();
  else if (known?.textContent !== message) {
    const shown = known ?? document.createElement('p');
    shown.id = id;
    shown.className = 'form-error';
    shown.textContent = message;
    if (!known) input.closest('.form-place, .form-row td, .form-row')?.append(shown);
  }
  const named = input.form ? inputsOf(input.form).filter(({ name }) => name === input.name) : [];
  for (const one of named) {
    if (message === undefined) {
      one.removeAttribute('aria-invalid');
      one.removeAttribute('aria-describedby');
    } else {
      one.setAttribute('aria-invalid', 'true');
      one.setAttribute('aria-describedby', id);
    }
  }
}

function isFilled(input: Input): boolean {
  return isTick(input) ? input.checked : input.value !== '';
}
