import { fill, said, typedIn } from './inputs.ts';
import { hold, type Kept, read, type Said, send, write } from './store.ts';

/** How long to wait before a program that is out of reach is asked again, in milliseconds. */
const AGAIN_MS = 2000;

/** The draft of the form on this page. */
export interface DraftOfPage {
  /** Settles when all that was typed is kept by the program, and says whether it is. */
  flush(): Promise<boolean>;
}

/**
 * Keeps what is typed at every keystroke: in this browser at once, then by the program, one state
 * after the other. What this browser has of an earlier time, and the program has not, is put back.
 */
export function keepDraft(form: HTMLFormElement, heard: (answer: Said) => void): DraftOfPage {
  const id = said(form, ':id');
  const version = Number(said(form, ':version'));
  const of = version > 0 ? { answer: said(form, ':answer'), version } : undefined;
  const state = document.getElementById('form-state');
  let running: Promise<boolean> | undefined;
  let isChanged = false;
  let timer: number | undefined;

  const now = (isKept: boolean): Kept => ({
    form: form.dataset['form'] ?? '',
    inputs: typedIn(form),
    ...(of && { of }),
    isKept,
  });

  function say(what: 'kept' | 'keeping' | 'notKept'): void {
    const text = form.dataset[what] ?? '';
    if (!state || state.textContent === text) return;
    state.textContent = text;
    state.dataset['state'] = what;
  }

  async function run(): Promise<boolean> {
    clearTimeout(timer);
    for (isChanged = true; isChanged; ) {
      isChanged = false;
      const sent = now(false);
      const answer = await send(id, sent);
      if (!answer) {
        say('notKept');
        timer = window.setTimeout(() => void flush(), AGAIN_MS);
        return false;
      }
      if (!isChanged) {
        write(id, { ...sent, isKept: true });
        heard(answer);
      }
    }
    say('kept');
    return true;
  }

  function flush(): Promise<boolean> {
    isChanged = true;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }

  function changed(): void {
    write(id, now(false));
    nameDraft(id);
    if (state?.dataset['state'] !== 'notKept') say('keeping');
    void flush();
  }

  hold(id);
  const before = read(id);
  if (before && !before.isKept) {
    fill(form, before.inputs);
    changed();
  }
  form.addEventListener('input', changed);
  return { flush };
}

/** Puts the draft into the page's address, so that loading the page anew brings it back. */
function nameDraft(id: string): void {
  const address = new URL(location.href);
  if (address.searchParams.get('draft') === id) return;
  address.searchParams.set('draft', id);
  history.replaceState(history.state, '', address);
  // Who chooses another language or look comes back to the draft, too.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/settings?"]')) {
    const to = new URL(link.href);
    to.searchParams.set('back', address.pathname + address.search);
    link.href = to.href;
  }
}
