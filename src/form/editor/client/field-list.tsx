import { useEffect, useRef, useState } from 'preact/hooks';
import { isDoubtful } from '../../layout/doubtful.ts';
import { reorder } from './model/edits.ts';
import { type Item, kindNames } from './model/item.ts';
import { shownItems } from './model/state.ts';
import type { Editor } from './use-editor.ts';

/** The fields in the order in which they are filled in; drag them to change it. */
export function FieldList({ editor }: { editor: Editor }) {
  const { state, dispatch, problems } = editor;
  const [onlyToCheck, setOnlyToCheck] = useState(false);
  const [over, setOver] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const items = shownItems(state);
  const selected = new Set(state.selection);
  const last = state.selection.at(-1);
  const wrong = new Set(problems.map(({ index }) => index));
  const shown = items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => !onlyToCheck || isDoubtful(item.field) || selected.has(item.key));

  useEffect(() => {
    list.current?.querySelector(`[data-row="${last}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [last]);

  const select = (event: MouseEvent, { key }: Item) => {
    if (state.mode === 'number') dispatch({ type: 'number', key });
    else if (event.shiftKey || event.ctrlKey || event.metaKey) dispatch({ type: 'toggle', key });
    else dispatch({ type: 'select', keys: [key] });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const row = event.target instanceof Element ? event.target.closest('li') : null;
    const next = by === 1 ? row?.nextElementSibling : row?.previousElementSibling;
    const button = next?.querySelector('button');
    if (by === 0 || event.altKey || !button) return;
    event.preventDefault();
    button.focus();
    dispatch({ type: 'select', keys: [Number(button.dataset['row'])] });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(undefined);
    if (over === undefined) return;
    const { history, selection } = editor.state;
    dispatch({ type: 'edit', items: reorder(history.present, new Set(selection), over) });
  };

  return (
    <nav class="fields" aria-label="Fields">
      <div class="fields-head">
        <h2>{items.length === 1 ? '1 field' : `${items.length} fields`}</h2>
        <label>
          <input
            type="checkbox"
            checked={onlyToCheck}
            onChange={(event) => setOnlyToCheck(event.currentTarget.checked)}
          />
          only those to check
        </label>
      </div>
      <ol ref={list} onKeyDown={onKeyDown} onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
        {shown.map(({ item, index }) => (
          <li
            key={item.key}
            draggable
            class={over === index ? 'drop-before' : over === index + 1 ? 'drop-behind' : ''}
            onDragStart={(event) => {
              event.dataTransfer?.setData('text/plain', item.field.id);
              if (!selected.has(item.key)) dispatch({ type: 'select', keys: [item.key] });
            }}
            onDragOver={(event) => {
              const { top, height } = event.currentTarget.getBoundingClientRect();
              setOver(event.clientY > top + height / 2 ? index + 1 : index);
            }}
            onDragEnd={() => setOver(undefined)}
          >
            <button
              type="button"
              class={`row${isDoubtful(item.field) ? ' is-to-check' : ''}${wrong.has(index) ? ' is-wrong' : ''}`}
              data-row={item.key}
              aria-pressed={selected.has(item.key)}
              onClick={(event) => select(event, item)}
            >
              <span class="number">{index + 1}</span>
              <span class="words">{item.field.label || <em>no label</em>}</span>
              <span class="kind">
                {wrong.has(index) ? 'wrong: ' : isDoubtful(item.field) ? 'to check: ' : ''}
                {kindNames[item.field.kind]}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
