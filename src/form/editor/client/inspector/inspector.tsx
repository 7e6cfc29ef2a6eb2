import { selectedItems } from '../model/state.ts';
import type { Loaded } from '../server.ts';
import type { Editor } from '../use-editor.ts';
import { One } from './one.tsx';
import { Several } from './several.tsx';

/** What is known of the fields that are selected, to be changed. */
export function Inspector({ editor, pages }: { editor: Editor; pages: Loaded['pages'] }) {
  const selected = selectedItems(editor.state);
  const [only, ...others] = editor.state.mode === 'edit' ? selected : [];
  return (
    <aside class="inspector" aria-label="Field">
      {!only && <Nothing editor={editor} />}
      {only && others.length === 0 && <One key={only.key} editor={editor} item={only} pages={pages} />}
      {only && others.length > 0 && <Several editor={editor} selected={selected} />}
    </aside>
  );
}

function Nothing({ editor: { state } }: { editor: Editor }) {
  if (state.mode === 'number')
    return (
      <p>
        Click the fields in the order in which they are filled in. The first keeps its place, each other comes
        right behind the one before. Escape ends it.
      </p>
    );
  if (state.mode === 'try')
    return <p>Tab goes through the fields in their order. Nothing that you type is kept. Escape ends it.</p>;
  return (
    <p>
      Click a field to change it, or drag on the empty page to draw one. What is dashed was guessed: look at
      it, and press C when it is right.
    </p>
  );
}
