import { isDoubtful } from '../../../layout/doubtful.ts';
import type { Field } from '../../../layout/types.ts';
import { confirm, edit, relabel, resize } from '../model/edits.ts';
import type { Item } from '../model/item.ts';
import { withKind } from '../model/kinds.ts';
import type { Loaded } from '../server.ts';
import type { Editor } from '../use-editor.ts';
import { CopyAndDelete } from './copy-and-delete.tsx';
import { CheckInput, KindSelect, NumberInput, SectionInput, TextInput } from './inputs.tsx';
import { Options } from './options.tsx';
import { Place } from './place.tsx';
import { Split } from './split.tsx';
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
      {(pages.length > 1 || field.page > pages.length) && (
        <NumberInput
          label="Page"
          min={1}
          max={pages.length}
          value={field.page}
          onChange={(page) => change('page', (one) => ({ ...one, page }))}
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
        <CopyAndDelete editor={editor} items={items} keys={keys} />
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
