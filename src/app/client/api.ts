import { addressFor } from '../api/address.ts';

/** The most of an answer that is shown, in characters. */
const SHOWN = 100_000;

/** Shows the answer to an operation below its form, with its status, its time and a line for curl. */
export function tryApi(form: HTMLFormElement): void {
  const answer = form.nextElementSibling;
  const { path = '', method = 'GET', type } = form.dataset;
  if (!(answer instanceof HTMLElement)) return;
  const button = form.querySelector('button');
  if (button) button.disabled = false;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask(form, answer, { path, method, type });
  });
}

async function ask(
  form: HTMLFormElement,
  answer: HTMLElement,
  { path, method, type }: { path: string; method: string; type: string | undefined },
): Promise<void> {
  const data = new FormData(form);
  const text = (field: string) => {
    const value = data.get(field);
    return typeof value === 'string' ? value : undefined;
  };
  const parameters = [...data.keys()].flatMap((field) => {
    const [, place, name] = /^(path|query)\.(.+)$/.exec(field) ?? [];
    return place !== undefined && name !== undefined ? [{ in: place, name }] : [];
  });
  const address = addressFor(path, parameters, text);
  const body = data.get('body') ?? undefined;
  const contentType = body instanceof File ? body.type : (type ?? '');
  const begin = performance.now();
  try {
    const response = await fetch(address, {
      method,
      headers: {
        accept: 'application/json, */*',
        ...(body !== undefined && { 'content-type': contentType }),
      },
      ...(body !== undefined && { body }),
    });
    const isText = /json|text|xml|csv/.test(response.headers.get('content-type') ?? '');
    const content = isText ? await response.text() : '';
    const time = Math.round(performance.now() - begin);
    const status = document.createElement('p');
    status.textContent = `${answer.dataset['status']} ${response.status} · ${time} ms · `;
    const open = document.createElement('a');
    open.href = address;
    open.textContent = answer.dataset['open'] ?? '';
    if (method === 'GET') status.append(open);
    answer.replaceChildren(status, pre(curl(address, method, contentType, body)), pre(pretty(content)));
  } catch {
    answer.replaceChildren(answer.dataset['failed'] ?? '');
  }
  answer.hidden = false;
}

/** The same request for a terminal, quoted for a POSIX shell. */
function curl(address: string, method: string, type: string, body: string | File | undefined): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const url = quoted(new URL(address, location.href).href);
  if (method === 'GET') return `curl ${url}`;
  const header = `-H ${quoted(`content-type: ${type}`)}`;
  if (body instanceof File)
    return `curl -X ${method} ${header} --data-binary ${quoted(`@${body.name}`)} ${url}`;
  return `curl -X ${method} ${header} -d ${quoted(body ?? '')} ${url}`;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2).slice(0, SHOWN);
  } catch {
    return text.slice(0, SHOWN);
  }
}

function pre(text: string): HTMLElement {
  const element = document.createElement('pre');
  element.tabIndex = 0;
  element.textContent = text;
  return element;
}
