import { duplicate, remove } from '../model/edits.ts';
import type { Items } from '../model/item.ts';
import type { Editor } from '../use-editor.ts';

/** Two buttons for the fields that are selected. */
export function CopyAndDelete({
  editor: { dispatch },
  items,
  keys,
}: {
  editor: Editor;
  items: Items;
  keys: ReadonlySet<number>;
}) {
  return (
    <>
      <button
        type="button"
        title="Ctrl+D"
        onClick={() => {
          const copies = duplicate(items, keys);
          dispatch({ type: 'edit', items: copies.items, selection: copies.keys });
        }}
      >
        Duplicate
      </button>
      <button
        type="button"
        title="Delete"
        onClick={() => dispatch({ type: 'edit', items: remove(items, keys), selection: [] })}
      >
        Delete
      </button>
    </>
  );
}
