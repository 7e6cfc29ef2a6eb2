import { fieldsOf } from './model/item.ts';
import type { Loaded } from './server.ts';
import type { Editor } from './use-editor.ts';

/** What keeps the form from being saved, and what can be done. */
export function Troubles({ editor, loaded }: { editor: Editor; loaded: Loaded }) {
  const { trouble, problems } = editor;
  const whole = problems.find(({ index }) => index === undefined);
  if (trouble?.kind === 'conflict')
    return (
      <div class="trouble" role="alert">
        <p>{loaded.file} was changed by another program since this page read it.</p>
        <button type="button" onClick={() => void editor.save({ overwrite: true })}>
          Save mine over it
        </button>
        <button type="button" onClick={() => void editor.takeTheirs()}>
          Take the file, and lose mine
        </button>
      </div>
    );
  if (trouble)
    return (
      <div class="trouble" role="alert">
        <p>It is not saved. {trouble.message}</p>
        <button type="button" onClick={() => download(editor, loaded)}>
          Download the layout
        </button>
      </div>
    );
  return whole ? (
    <div class="trouble" role="alert">
      <p>{whole.message}</p>
    </div>
  ) : null;
}

function download({ state }: Editor, { file, layout }: Loaded): void {
  const text = JSON.stringify({ ...layout, fields: fieldsOf(state.history.present) }, null, 2);
  const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file;
  link.click();
  URL.revokeObjectURL(address);
}
