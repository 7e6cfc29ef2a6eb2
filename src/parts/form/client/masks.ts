import { isInput } from './inputs.ts';
import { leadOnFull } from './keys.ts';

/**
 * Helps while somebody types: the separators of a date come by themselves, a full row of boxes leads
 * on, and a text that is longer than its place gets smaller letters.
 */
export function startMasks(form: HTMLFormElement): void {
  form.addEventListener('beforeinput', (event) => {
    const { target, data } = event;
    if (!(target instanceof HTMLInputElement) || target.className !== 'form-comb') return;
    // What is pasted may have blanks between its groups; the boxes have not.
    if (event.inputType !== 'insertFromPaste') return;
    const text = data ?? event.dataTransfer?.getData('text/plain') ?? '';
    const bare = text.replace(/\s+/g, '');
    if (bare === text || text.length <= target.maxLength) return;
    event.preventDefault();
    target.setRangeText(
      bare.slice(0, target.maxLength),
      target.selectionStart ?? 0,
      target.selectionEnd ?? 0,
      'end',
    );
    target.dispatchEvent(new Event('input', { bubbles: true }));
  });
  // Before the draft hears of it, so that it is kept as it is shown.
  form.addEventListener(
    'input',
    (event) => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement)) return;
      const isTyped = event instanceof InputEvent && event.inputType.startsWith('insert');
      if (target.dataset['kind'] === 'date' && isTyped && isAtEnd(target)) {
        const shown = dateText(target.value);
        if (shown !== target.value) target.value = shown;
      }
      if (target.className !== 'form-comb') return;
      if (isTyped && target.value.length === target.maxLength && isAtEnd(target)) leadOnFull(form, target);
    },
    { capture: true },
  );
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement) shrink(target);
  });
  // A letter behind the last box would push the others out of theirs.
  for (const name of ['input', 'focusout', 'keyup', 'scroll']) {
    form.addEventListener(
      name,
      ({ target }) => {
        if (target instanceof HTMLInputElement && target.className === 'form-comb') target.scrollLeft = 0;
      },
      { capture: true },
    );
  }
  for (const input of form.elements) if (isInput(input)) shrink(input);
}

/**
 * Digits as a date: `3112` is shown as `31/12`. Day first, but a year first is left as it is, and
 * where both can be meant, nothing is done until all eight digits are there.
 */
export function dateText(text: string): string {
  if (/^\d{8}$/.test(text)) {
    const year = Number(text.slice(4));
    const isDayFirst =
      Number(text.slice(2, 4)) <= 12 && Number(text.slice(0, 2)) <= 31 && year >= 1800 && year < 2200;
    return isDayFirst
      ? `${text.slice(0, 2)}/${text.slice(2, 4)}/${text.slice(4)}`
      : `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  }
  const [, day, month, rest] = /^(\d\d)\/?(\d{1,2})(\d{0,4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return text;
  if (!text.includes('/') && (Number(day) > 31 || /^(18|19|20|21)$/.test(day))) return text;
  if (month.length < 2) return `${day}/${month}`;
  return rest ? `${day}/${month}/${rest}` : `${day}/${month}`;
}

const isAtEnd = (input: HTMLInputElement): boolean => input.selectionStart === input.value.length;

/** Makes the letters as small as it takes, but not smaller than two fifths. */
function shrink(input: unknown): void {
  if (!(input instanceof HTMLInputElement) || input.className === 'form-comb') return;
  const place = input.closest<HTMLElement>('.form-text');
  if (!place) return;
  place.style.setProperty('--fit', '1');
  const share = input.clientWidth / input.scrollWidth;
  if (share < 1) place.style.setProperty('--fit', String(Math.max(0.4, 0.97 * share)));
}
