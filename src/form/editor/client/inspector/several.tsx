import { confirm, edit } from '../model/edits.ts';
import type { Items } from '../model/item.ts';
import { kindNames } from '../model/item.ts';
import { withKind } from '../model/kinds.ts';
import { type Merge, merge } from '../model/merge.ts';
import type { Editor } from '../use-editor.ts';
import { CopyAndDelete } from './copy-and-delete.tsx';
import { KindSelect, SectionInput } from './inputs.tsx';

/** Several fields at once: what they have in common, and what can be made of them together. */
export function Several({ editor, selected }: { editor: Editor; selected: Items }) {
  const { state, dispatch } = editor;
  const items = state.history.present;
  const keys = new Set(state.selection);
  const kinds = new Set(selected.map(({ field }) => field.kind));
  const sections = new Set(selected.map(({ field }) => field.section ?? ''));
  const isOnePage = new Set(selected.map(({ field }) => field.page)).size === 1;
  const [kind] = kinds;
  const mergeButton = (into: Merge, words: string) => (
    <button
      type="button"
      disabled={!isOnePage}
      onClick={() => {
        const first = items.find(({ key }) => keys.has(key));
        dispatch({ type: 'edit', items: merge(items, keys, into), selection: first ? [first.key] : [] });
      }}
    >
      {words}
    </button>
  );
  return (
    <>
      <h2>{selected.length} fields</h2>
      <KindSelect
        kind={kinds.size === 1 ? kind : undefined}
        onChange={(next) =>
          dispatch({ type: 'edit', items: edit(items, keys, (one) => withKind(one, next)) })
        }
      />
      <SectionInput
        items={items}
        section={sections.size === 1 ? ([...sections][0] ?? '') : ''}
        onInput={(section) =>
          dispatch({
            type: 'edit',
            items: edit(items, keys, ({ section: _, ...one }) => (section ? { ...one, section } : one)),
            joins: 'section of several',
          })
        }
      />
      <fieldset>
        <legend>Make one of them</legend>
        <div class="buttons">
          {mergeButton('field', 'One field')}
          {mergeButton('choice', kindNames.choice)}
          {mergeButton('comb', kindNames.comb)}
          {mergeButton('table', kindNames.table)}
        </div>
      </fieldset>
      <div class="buttons">
        <button
          type="button"
          title="C"
          onClick={() => dispatch({ type: 'edit', items: confirm(items, keys) })}
        >
          They are right
        </button>
        <CopyAndDelete editor={editor} items={items} keys={keys} />
      </div>
    </>
  );
}
