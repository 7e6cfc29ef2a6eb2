import type { Field } from '../../../layout/types.ts';
import { removeOption } from '../model/edits.ts';
import type { Item } from '../model/item.ts';
import { optionsByPlace, withAnotherOption } from '../model/kinds.ts';
import type { Problem } from '../model/problems.ts';
import type { Editor } from '../use-editor.ts';
import { CheckInput } from './inputs.tsx';

interface Props {
  editor: Editor;
  item: Item;
  problem: Problem | undefined;
  onChange: (of: string, changed: (before: Field) => Field) => void;
}

/** The answers of a choice; each has a box of its own on the page, or all are a list. */
export function Options({ editor, item, problem, onChange }: Props) {
  const { state, dispatch } = editor;
  const { options = [] } = item.field;
  return (
    <fieldset class={problem ? 'options is-wrong' : 'options'}>
      <legend>Answers</legend>
      <ul>
        {options.map(({ label, box }, index) => (
          <li key={index} class={state.option === index ? 'is-selected' : ''}>
            <input
              type="text"
              value={label}
              aria-label={`Answer ${index + 1}`}
              onFocus={() => {
                if (box) dispatch({ type: 'select', keys: [item.key], option: index });
              }}
              onInput={(event) => {
                const words = event.currentTarget.value;
                onChange(`option ${index}`, (one) => ({
                  ...one,
                  options: (one.options ?? []).map((option, at) =>
                    at === index ? { ...option, label: words } : option,
                  ),
                }));
              }}
            />
            <button
              type="button"
              aria-label={`Remove answer ${index + 1}`}
              onClick={() =>
                dispatch({ type: 'edit', items: removeOption(editor.state.history.present, item.key, index) })
              }
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {problem && <small>{problem.message}</small>}
      <button type="button" onClick={() => onChange('options', withAnotherOption)}>
        Add an answer
      </button>
      {optionsByPlace(item.field) !== item.field && (
        <button type="button" onClick={() => onChange('options', optionsByPlace)}>
          Order them by their places
        </button>
      )}
      <CheckInput
        checked={item.field.multiple ?? false}
        onChange={(multiple) =>
          onChange('multiple', ({ multiple: _, ...one }) => (multiple ? { ...one, multiple } : one))
        }
      >
        Several may be ticked
      </CheckInput>
    </fieldset>
  );
}
