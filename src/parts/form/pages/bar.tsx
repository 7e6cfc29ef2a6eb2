import type { Reader } from '../../../language/reader.ts';
import { type View, views } from './view.ts';

/** The views to choose from, the zoom, and whether the draft is kept. */
export function Bar({ reader, view }: { reader: Reader; view: View }) {
  const text = reader.text.form.fill;
  return (
    <div class="form-bar">
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that belong together are no field set */}
      <div class="form-choice" role="group" aria-label={text.view}>
        {views.map((one) => (
          <button
            key={one}
            type="submit"
            class="button"
            name=":do"
            value={`view-${one}`}
            aria-pressed={one === view ? 'true' : 'false'}
          >
            {text.views[one]}
          </button>
        ))}
      </div>
      {view === 'page' && <Zoom reader={reader} />}
      <p class="form-state" role="status" id="form-state" />
    </div>
  );
}

/** Buttons that a script makes work; without one they are not shown. */
export function Zoom({ reader }: { reader: Reader }) {
  const text = reader.text.form.fill;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together are no field set
    <div class="form-choice form-zoom" role="group" aria-label={text.zoom} hidden>
      <button type="button" class="button" data-zoom="-1" aria-label={text.smaller}>
        −
      </button>
      <button type="button" class="button form-percent" data-zoom="0" aria-live="polite">
        100 %
      </button>
      <button type="button" class="button" data-zoom="1" aria-label={text.larger}>
        +
      </button>
    </div>
  );
}
