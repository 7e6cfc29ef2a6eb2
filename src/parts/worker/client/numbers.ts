import { failureIn, submit } from './submit.ts';

/** A text that is longer than this stays a file: a field that long is slow. */
const LONGEST_FIELD = 200_000;

/** Lists are answered without loading the page anew, and files can be dropped on the field. */
export function startNumbers(): void {
  const panel = document.querySelector<HTMLElement>('.worker-asking');
  const field = panel?.querySelector('textarea');
  const file = panel?.querySelector<HTMLInputElement>('input[type=file]');
  if (!panel || !field || !file) return;
  let latest = new AbortController();

  panel.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    latest.abort();
    latest = new AbortController();
    void ask(form, panel, latest.signal).catch(() => form.submit());
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    field.form?.requestSubmit();
  });
  // Who types after choosing a file means what was typed.
  field.addEventListener('input', () => {
    file.value = '';
  });
  file.addEventListener('change', () => void take(file.files?.[0]));
  field.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    field.classList.add('worker-over');
  });
  field.addEventListener('dragleave', () => field.classList.remove('worker-over'));
  field.addEventListener('drop', (event) => {
    field.classList.remove('worker-over');
    const dropped = event.dataTransfer?.files[0];
    if (!dropped) return;
    event.preventDefault();
    void take(dropped);
  });

  /** A short file stands in the field, where it can be changed; a long one is sent as it is. */
  async function take(chosen: File | undefined): Promise<void> {
    if (!panel || !field || !file || !chosen) return;
    if (chosen.size > Number(panel.dataset['limit'])) {
      file.value = '';
      say(panel.dataset['tooLarge'] ?? '');
      return;
    }
    if (chosen.size > LONGEST_FIELD) {
      const files = new DataTransfer();
      files.items.add(chosen);
      file.files = files.files;
      field.value = '';
    } else {
      field.value = await chosen.text();
      file.value = '';
    }
    field.form?.requestSubmit();
  }
}

async function ask(form: HTMLFormElement, panel: HTMLElement, signal: AbortSignal): Promise<void> {
  const place = document.getElementById('worker-answer');
  const fields = new FormData(form);
  const underWay = window.setTimeout(() => say(panel.dataset['underWay'] ?? ''), 300);
  place?.setAttribute('aria-busy', 'true');
  try {
    const page = await submit(form.action, fields, signal);
    clearTimeout(underWay);
    const answer = page.getElementById('worker-answer');
    if (!answer) return say(failureIn(page));
    const said = answer.querySelector('[data-said]')?.textContent ?? '';
    place?.replaceChildren(...answer.childNodes);
    if (fields.get('make') !== 'typed') showMade(page);
    say(said, true);
    place?.scrollIntoView({ block: 'nearest' });
  } catch (error) {
    // Another list was asked for meanwhile.
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(underWay);
    if (!signal.aborted) place?.removeAttribute('aria-busy');
  }
}

/** The list that the server made stands in the field, as if it had been typed. */
function showMade(page: Document): void {
  const [from, to] = [page, document].map((one) =>
    one.querySelector<HTMLTextAreaElement>('.worker-typed textarea'),
  );
  if (from && to) to.value = from.value;
}

/** `isShown`: the page shows it elsewhere, and it is to be read out alone. */
function say(words: string, isShown = false): void {
  const line = document.getElementById('worker-numbers-said');
  if (!line) return;
  line.textContent = words;
  line.classList.toggle('unseen', isShown);
}
