import { type Input, inputsOf, isInput } from './inputs.ts';

/**
 * Enter leads to the next field, Shift+Enter back, Ctrl+Enter hands in; where several lines are
 * typed, Enter is a new line. What was ticked of a choice is taken back by a second click or Delete.
 */
export function startKeys(form: HTMLFormElement): void {
  form.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.getElementById('form-hand-in')?.click();
      return;
    }
    if (!isInput(target)) return;
    const isLedHere = ledTo === target;
    if (event.key !== 'Shift') ledTo = undefined;
    if (isLedHere && !event.shiftKey && /^(Enter|Tab)$/.test(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && !(target instanceof HTMLTextAreaElement)) {
      event.preventDefault();
      leadOn(form, target, event.shiftKey ? -1 : 1);
    }
    if (/^(Delete|Backspace)$/.test(event.key) && target.type === 'radio') takeBack(target);
  });
  let was: EventTarget | undefined;
  form.addEventListener('pointerdown', ({ target }) => {
    const input = inputFor(target);
    was = input instanceof HTMLInputElement && input.type === 'radio' && input.checked ? input : undefined;
  });
  form.addEventListener('click', ({ target }) => {
    if (target !== was || !isInput(target)) return;
    was = undefined;
    takeBack(target);
  });
}

/** Where a full row of boxes has led to, until the next key. */
let ledTo: Element | undefined;

/**
 * Goes on from a row of boxes that is full. Who closes it with Enter or Tab all the same, as fields
 * are, stays in the field that it led to, and skips none.
 */
export function leadOnFull(form: HTMLFormElement, from: Input): void {
  leadOn(form, from);
  ledTo = document.activeElement ?? undefined;
}

/** Goes to the field after an input, or before it; behind the last one to the button. */
export function leadOn(form: HTMLFormElement, from: Input, step: 1 | -1 = 1): void {
  const stops = inputsOf(form).filter(
    (input, index, all) => input === from || input.type !== 'radio' || isStop(input, all.slice(0, index)),
  );
  // Of a choice, one is a stop for all.
  const others = stops.filter(
    (input) => input === from || input.type !== 'radio' || input.name !== from.name,
  );
  const next = others[others.indexOf(from) + step];
  if (!next && step < 0) return;
  const to = next ?? document.getElementById('form-hand-in');
  to?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select();
}

/** Whether Enter leads to this radio: the one that is chosen, else the first of its name. */
function isStop(input: Input, before: Input[]): boolean {
  const group = [...(input.form?.elements ?? [])].filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.name === input.name,
  );
  const chosen = group.find(({ checked }) => checked);
  return chosen ? chosen === input : !before.some(({ name }) => name === input.name);
}

function takeBack(input: Input): void {
  if (!(input instanceof HTMLInputElement) || !input.checked) return;
  input.checked = false;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function inputFor(target: EventTarget | null): unknown {
  return target instanceof Element ? (target.closest('label')?.control ?? target) : undefined;
}
