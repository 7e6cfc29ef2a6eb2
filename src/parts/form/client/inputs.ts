/** Something that is filled in. */
export type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The inputs of a form that people fill in, in their order. */
export function inputsOf(form: HTMLFormElement): Input[] {
  return [...form.elements].filter(isInput);
}

export function isInput(element: unknown): element is Input {
  return (
    (element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement) &&
    element.type !== 'hidden'
  );
}

export function isTick(input: Input): input is HTMLInputElement {
  return input.type === 'checkbox' || input.type === 'radio';
}

/** What stands in a form by now, without what is empty. */
export function typedIn(form: HTMLFormElement): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith(':') && typeof value === 'string' && value !== '') typed[name] = value;
  }
  return typed;
}

/** Puts into a form what was typed before. */
export function fill(form: HTMLFormElement, typed: Record<string, string>): void {
  for (const input of inputsOf(form)) {
    const text = typed[input.name] ?? '';
    if (!isTick(input)) input.value = text;
    else input.checked = input.type === 'radio' ? input.value === text : text !== '';
  }
}

/** An input that the page itself has in a form. */
export function said(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
