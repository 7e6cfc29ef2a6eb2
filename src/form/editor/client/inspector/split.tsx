import { useState } from 'preact/hooks';
import type { Field } from '../../../layout/types.ts';
import { edit } from '../model/edits.ts';
import type { Item } from '../model/item.ts';
import { combOf, tableOf } from '../model/kinds.ts';
import { canBeTakenApart, takeApart } from '../model/merge.ts';
import type { Editor } from '../use-editor.ts';
import { NumberInput } from './inputs.tsx';

/** Into letters, into cells, or a choice and a table into their parts. */
export function Split({ editor: { state, dispatch }, item: { key, field } }: { editor: Editor; item: Item }) {
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
