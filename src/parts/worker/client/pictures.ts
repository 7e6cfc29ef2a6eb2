import { openSlider } from '../../compare/client/slider.ts';
import { failureIn, parse } from './submit.ts';

/** How many pictures go up at once. */
const SIDE_BY_SIDE = 3;

/** Pictures begin their way when they are dropped or chosen, and are shown as they come back. */
export function startPictures(): void {
  const form = document.querySelector<HTMLFormElement>('#worker-pictures-form');
  const input = form?.querySelector<HTMLInputElement>('input[type=file]');
  const drop = form?.querySelector<HTMLElement>('.worker-drop');
  const results = document.getElementById('worker-results');
  if (!form || !input || !drop || !results) return;
  for (const result of results.children) if (result instanceof HTMLElement) openSlider(result);

  let running = 0;
  let done = 0;
  let failed = 0;
  const waiting: (() => Promise<boolean>)[] = [];
  const next = () => {
    while (running < SIDE_BY_SIDE) {
      const work = waiting.shift();
      if (!work) return;
      running++;
      void work().then((isDone) => {
        running--;
        if (isDone) done++;
        else failed++;
        say(countsText(form.dataset, done, failed));
        next();
      });
    }
  };

  const take = (files: Iterable<File>) => {
    const preset = new FormData(form).get('preset');
    const items = [...files].map((file) => {
      const item = placeholder(file.name);
      waiting.push(() => send(form, item, { picture: file, preset: String(preset ?? '') }));
      return item;
    });
    results.prepend(...items);
    next();
  };

  input.addEventListener('change', () => {
    take(input.files ?? []);
    input.value = '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement) || submitter.name !== 'stored') return;
    const preset = String(new FormData(form).get('preset') ?? '');
    const item = placeholder(submitter.closest('li')?.querySelector('a')?.textContent ?? '');
    results.prepend(item);
    item.scrollIntoView({ block: 'nearest' });
    waiting.push(() => send(form, item, { stored: submitter.value, preset }));
    next();
  });
  const over = (isOver: boolean) => drop.classList.toggle('worker-over', isOver);
  // A picture that misses the field would be opened in the place of the page.
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    over(isFor(event, drop));
  });
  document.addEventListener('dragleave', () => over(false));
  document.addEventListener('drop', (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    over(false);
    if (isFor(event, drop)) take(event.dataTransfer.files);
  });
}

/** Over the section of the pictures, or a wide field for it. */
function isFor(event: DragEvent, drop: HTMLElement): boolean {
  return event.target instanceof Node && (drop.closest('section')?.contains(event.target) ?? false);
}

/** A result that is to come. */
function placeholder(name: string): HTMLLIElement {
  const item = document.createElement('li');
  item.className = 'panel worker-result';
  const title = document.createElement('h4');
  title.textContent = name;
  const progress = document.createElement('progress');
  progress.ariaLabel = name;
  const state = document.createElement('p');
  state.className = 'quiet';
  item.append(title, progress, state);
  return item;
}

/**
 * Sends one picture, and puts what the page says of it into the place that was kept for it. Whether it
 * was processed.
 */
async function send(
  form: HTMLFormElement,
  item: HTMLElement,
  asked: { preset: string } & ({ picture: File } | { stored: string }),
): Promise<boolean> {
  const words = form.dataset;
  if ('picture' in asked && asked.picture.size > Number(words['limit'])) {
    fail(item, words['tooLarge'] ?? '');
    return false;
  }
  const fields = new FormData();
  for (const [name, value] of Object.entries(asked)) fields.append(name, value);
  try {
    const page = await post(form.action, fields, (share) => {
      const progress = item.querySelector('progress');
      const state = item.querySelector('p');
      if (progress && share < 1) progress.value = share;
      else progress?.removeAttribute('value');
      if (state) state.textContent = (share < 1 ? words['uploading'] : words['underWay']) ?? '';
    });
    const result = page.querySelector<HTMLElement>('#worker-results > li');
    if (!result) {
      fail(item, failureIn(page) || (page.querySelector('.worker-problem')?.textContent ?? ''));
      return false;
    }
    item.replaceChildren(...result.childNodes);
    openSlider(item);
    const [stored, now] = [page, document].map((one) => one.getElementById('worker-stored'));
    if (stored && now) now.replaceChildren(...stored.childNodes);
    // The page says of each picture whether it went well.
    return item.querySelector('.worker-problem') === null;
  } catch (error) {
    if (!(error instanceof LostError)) reportError(error);
    fail(item, words['lost'] ?? '');
    return false;
  }
}

function fail(item: HTMLElement, words: string): void {
  const problem = document.createElement('p');
  problem.className = 'worker-problem';
  problem.textContent = words;
  item.replaceChildren(...[item.querySelector('h4')].flatMap((title) => title ?? []), problem);
}

/** The app could not be reached, or went away. */
class LostError extends Error {}

/** As `fetch` does, which cannot tell how much has gone up. */
function post(action: string, fields: FormData, sent: (share: number) => void): Promise<Document> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', action.replace(/#.*$/, ''));
    request.setRequestHeader('accept', 'text/html');
    request.upload.addEventListener('progress', ({ loaded, total }) => sent(total > 0 ? loaded / total : 1));
    request.upload.addEventListener('load', () => sent(1));
    request.addEventListener('load', () => resolve(parse(request.responseText)));
    request.addEventListener('error', () => reject(new LostError()));
    request.send(fields);
  });
}

/** How many went well, and how many did not. */
function countsText(words: DOMStringMap, done: number, failed: number): string {
  const counts: [string | undefined, number][] = [
    [words['done'], done],
    [words['failed'], failed],
  ];
  return counts
    .filter(([, count]) => count > 0)
    .map(([text = '', count]) => text.replace('{}', String(count)))
    .join(', ');
}

function say(words: string): void {
  const line = document.getElementById('worker-pictures-said');
  if (line) line.textContent = words;
}
