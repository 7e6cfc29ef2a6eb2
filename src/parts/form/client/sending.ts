import type { DraftOfPage } from './draft.ts';

/** Hands in only once the program has all that was typed; without a connection it says so and stays. */
export function startSending(form: HTMLFormElement, draft: DraftOfPage): void {
  let isReady = false;
  form.addEventListener('submit', (event) => {
    if (isReady) return;
    event.preventDefault();
    const { submitter } = event;
    void draft.flush().then((isKept) => {
      const state = document.getElementById('form-state');
      if (!isKept) {
        if (state) state.textContent = form.dataset['notHandedIn'] ?? '';
        return;
      }
      isReady = true;
      form.requestSubmit(submitter);
      // Who comes back to this page can hand in again.
      isReady = false;
    });
  });
}
