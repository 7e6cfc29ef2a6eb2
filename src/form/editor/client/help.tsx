import { useEffect, useRef } from 'preact/hooks';

const keys: readonly (readonly [keys: string, what: string])[] = [
  ['Drag on the empty page', 'Draw a field'],
  ['Shift and drag on the empty page', 'Select the fields within'],
  ['Click, Shift+click', 'Select one, one more'],
  ['Ctrl+A, Escape', 'Select all, none'],
  ['Arrows, with Shift', 'Move by a pixel, by ten'],
  ['Ctrl+arrows', 'Make larger or smaller by a pixel'],
  ['Delete, Ctrl+D', 'Delete, duplicate'],
  ['Enter', 'Go to the label'],
  ['N, C', 'Go to the next field to check; it is right as it is'],
  ['Alt+Up, Alt+Down', 'Earlier, later in the order'],
  ['O', 'Give the order by clicking the fields'],
  ['T', 'Try the form'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'Undo, redo'],
  ['Ctrl+S', 'Save'],
  ['Ctrl+wheel, +, −, 0', 'Zoom in, out, fit'],
];

/** The keys and what they do. */
export function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="primary" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
