import { useState } from 'preact/hooks';
import { isDoubtful } from '../../../layout/doubtful.ts';
import type { Field } from '../../../layout/types.ts';
import { confirm, duplicate, edit, relabel, remove, resize } from '../model/edits.ts';
import type { Item } from '../model/item.ts';
import { combOf, tableOf, withKind } from '../model/kinds.ts';
import { canBeTakenApart, takeApart } from '../model/merge.ts';
import type { Loaded } from '../server.ts';
import type { Editor } from '../use-editor.ts';
import { CheckInput, KindSelect, NumberInput, SectionInput, TextInput } from './inputs.tsx';
import { Options } from './options.tsx';
import { TableParts } from './table-parts.tsx';

/** One field and all that is known of it. */
export function One({ editor, item, pages }: { editor: Editor; item: Item; pages: Loaded['pages'] }) {
  const { state, dispatch, problems } = editor;
  const { key, field } = item;
  const items = state.history.present;
  const index = items.findIndex((one) => one.key === key);
  const problem = (at: string) => problems.find((one) => one.index === index && one.at === at);
  const keys = new Set([key]);
  /** What is typed into one input is one step. */
  const change = (of: string, changed: (before: Field) => Field) =>
    dispatch({
      type: 'edit',
      items: edit(editor.state.history.present, keys, changed),
      joins: `${of} ${key}`,
    });
  const isTyped = !['checkbox', 'choice', 'table', 'signature'].includes(field.kind);

  return (
    <>
      <h2>Field {index + 1}</h2>
      {isDoubtful(field) && (
        <ToCheck field={field} onRight={() => dispatch({ type: 'edit', items: confirm(items, keys) })} />
      )}
      <TextInput
        label="Label"
        value={field.label}
        onInput={(label) =>
          dispatch({
            type: 'edit',
            items: relabel(editor.state.history.present, key, label),
            joins: `label ${key}`,
          })
        }
      />
      <TextInput
        label="Id"
        value={field.id}
        problem={problem('id')}
        hint="The name of its column in the answers."
        onInput={(id) => change('id', (one) => ({ ...one, id }))}
      />
      <KindSelect kind={field.kind} onChange={(kind) => change('kind', (one) => withKind(one, kind))} />
      {field.kind === 'comb' && (
        <NumberInput
          label="Letters"
          min={1}
          max={100}
          value={field.length ?? 1}
          onChange={(length) => change('length', (one) => ({ ...one, length }))}
        />
      )}
      {field.kind === 'choice' && (
        <Options editor={editor} item={item} problem={problem('options')} onChange={change} />
      )}
      {field.kind === 'table' && <TableParts field={field} onChange={change} />}
      <CheckInput
        checked={field.required ?? false}
        onChange={(required) =>
          change('required', ({ required: _, ...one }) => (required ? { ...one, required } : one))
        }
      >
        An answer is required
      </CheckInput>
      <SectionInput
        items={items}
        section={field.section ?? ''}
        onInput={(section) =>
          change('section', ({ section: _, ...one }) => (section ? { ...one, section } : one))
        }
      />
      {isTyped && (
        <TextInput
          label="Pattern"
          value={field.pattern ?? ''}
          problem={problem('pattern')}
          hint="A regular expression that the whole answer fits."
          onInput={(pattern) =>
            change('pattern', ({ pattern: _, ...one }) => (pattern ? { ...one, pattern } : one))
          }
        />
      )}
      <Place
        field={field}
        page={pages[field.page - 1]}
        onChange={(box) =>
          dispatch({
            type: 'edit',
            items: resize(editor.state.history.present, key, box),
            joins: `place ${key}`,
          })
        }
      />
      <Split editor={editor} item={item} />
      <div class="buttons">
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
      </div>
    </>
  );
}

function ToCheck({ field: { guessed = [], confidence }, onRight }: { field: Field; onRight: () => void }) {
  const what = guessed.length > 0 ? `Guessed: ${guessed.join(', ')}. ` : '';
  return (
    <div class="note">
      <p>
        {what}It is a field with {Math.round(confidence * 100)} % confidence.
      </p>
      <button type="button" title="C" onClick={onRight}>
        It is right
      </button>
    </div>
  );
}

/** Where it is, in pixels of the page. */
function Place({
  field: { box },
  page,
  onChange,
}: {
  field: Field;
  page: { width: number; height: number } | undefined;
  onChange: (box: Field['box']) => void;
}) {
  if (!page) return null;
  const { width, height } = page;
  const side = (label: string, of: 'x' | 'y' | 'width' | 'height', full: number) => (
    <NumberInput
      label={label}
      min={of === 'x' || of === 'y' ? 0 : 1}
      max={full}
      value={Math.round(box[of] * full)}
      onChange={(value) => onChange({ ...box, [of]: value / full })}
    />
  );
  return (
    <fieldset class="place">
      <legend>Place, in pixels of the page</legend>
      {side('Left', 'x', width)}
      {side('Top', 'y', height)}
      {side('Width', 'width', width)}
      {side('Height', 'height', height)}
    </fieldset>
  );
}

/** Into letters, into cells, or a choice and a table into their parts. */
function Split({ editor: { state, dispatch }, item: { key, field } }: { editor: Editor; item: Item }) {
  const [letters, setLetters] = useState(8);
  const [rows, setRows] = useState(3);
  const [columns, setColumns] = useState(2);
  const items = state.history.present;
  const keys = new Set([key]);
  const make = (changed: (one: Field) => Field) =>
    dispatch({ type: 'edit', items: edit(items, keys, changed) });
  return (
    <fieldset class="split">
      <legend>Split</legend>
      {field.kind !== 'comb' && field.kind !== 'table' && (
        <div class="row-of-inputs">
          <NumberInput label="Letters" min={2} max={100} value={letters} onChange={setLetters} />
          <button type="button" onClick={() => make((one) => combOf(one, letters))}>
            Into a comb
          </button>
        </div>
      )}
      {field.kind !== 'table' && (
        <div class="row-of-inputs">
          <NumberInput label="Rows" min={1} max={100} value={rows} onChange={setRows} />
          <NumberInput label="Columns" min={1} max={50} value={columns} onChange={setColumns} />
          <button type="button" onClick={() => make((one) => tableOf(one, rows, columns))}>
            Into a table
          </button>
        </div>
      )}
      {canBeTakenApart(field) && (
        <button
          type="button"
          onClick={() => dispatch({ type: 'edit', items: takeApart(items, key), selection: [] })}
        >
          {field.kind === 'choice' ? 'Into boxes to tick' : 'Into a field for each cell'}
        </button>
      )}
    </fieldset>
  );
}
