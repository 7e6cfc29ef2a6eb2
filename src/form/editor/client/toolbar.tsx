import { isDoubtful } from '../../layout/doubtful.ts';
import { type Mode, shownItems } from './model/state.ts';
import type { Zoom } from './pages/use-zoom.ts';
import type { Editor } from './use-editor.ts';

interface Props {
  editor: Editor;
  file: string;
  zoom: Zoom;
  onNext: () => void;
  onHelp: () => void;
}

/** Above everything: what concerns the whole form. */
export function Toolbar({ editor, file, zoom, onNext, onHelp }: Props) {
  const { state, dispatch, unsaved } = editor;
  const toCheck = shownItems(state).filter(({ field }) => isDoubtful(field)).length;
  const modeButton = (mode: Mode, words: string, title: string) => (
    <button
      type="button"
      aria-pressed={state.mode === mode}
      title={title}
      onClick={() => dispatch({ type: 'mode', mode: state.mode === mode ? 'edit' : mode })}
    >
      {words}
    </button>
  );
  return (
    <header class="toolbar">
      <h1 title={file}>{file}</h1>
      <span class="group">
        <button
          type="button"
          class="primary"
          title="Ctrl+S"
          disabled={!unsaved}
          onClick={() => void editor.save()}
        >
          {unsaved ? 'Save' : 'Saved'}
        </button>
        <button
          type="button"
          title="Ctrl+Z"
          disabled={state.history.past.length === 0}
          onClick={() => dispatch({ type: 'undo' })}
        >
          Undo
        </button>
        <button
          type="button"
          title="Ctrl+Shift+Z or Ctrl+Y"
          disabled={state.history.future.length === 0}
          onClick={() => dispatch({ type: 'redo' })}
        >
          Redo
        </button>
      </span>
      <span class="group">
        <button type="button" class="to-check" title="N" disabled={toCheck === 0} onClick={onNext}>
          {toCheck === 0 ? 'Nothing to check' : `To check: ${toCheck}`}
        </button>
        {modeButton(
          'number',
          'Order by clicking',
          'O: click the fields in the order in which they are filled in',
        )}
        {modeButton('try', 'Try it', 'T: fill in the form, to see how Tab goes through it')}
      </span>
      <span class="group end">
        <button type="button" aria-label="Zoom out" title="-" onClick={zoom.smaller}>
          −
        </button>
        <span class="zoom">{Math.round(zoom.scale * 100)} %</span>
        <button type="button" aria-label="Zoom in" title="+" onClick={zoom.larger}>
          +
        </button>
        <button type="button" title="0" aria-pressed={zoom.isFit} onClick={zoom.fit}>
          Fit
        </button>
        <button type="button" title="?" onClick={onHelp}>
          Keys
        </button>
      </span>
    </header>
  );
}
