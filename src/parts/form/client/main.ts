import { keepDraft } from './draft.ts';
import { followErrors } from './errors.ts';
import { startKeys } from './keys.ts';
import { startMasks } from './masks.ts';
import { startSending } from './sending.ts';
import { type Said, sweepDrafts } from './store.ts';
import { startZoom } from './zoom.ts';

const form = document.querySelector<HTMLFormElement>('#form-fill');
if (form) {
  let latest: Said | undefined;
  form.addEventListener('input', () => {
    latest = undefined;
  });
  const draft = keepDraft(form, (said) => {
    latest = said;
    followErrors(form, said);
  });
  // Once a field is left, what is wrong with it is told; of what is on its way, when it is there.
  form.addEventListener('focusout', () =>
    setTimeout(() => {
      if (latest) followErrors(form, latest);
    }),
  );
  startKeys(form);
  startMasks(form);
  startSending(form, draft);
}
startZoom();
void sweepDrafts(form ? new FormData(form).get(':id') : null);
