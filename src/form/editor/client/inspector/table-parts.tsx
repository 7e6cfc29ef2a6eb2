import type { Field } from '../../../layout/types.ts';
import { withCount } from '../model/kinds.ts';
import { NumberInput } from './inputs.tsx';

interface Props {
  field: Field;
  onChange: (of: string, changed: (before: Field) => Field) => void;
}

/** The columns and rows of a table: how many, and their headings. */
export const TableParts = ({ field, onChange }: Props) => (
  <>
    <Lines of="columns" words={['Columns', 'column']} field={field} onChange={onChange} />
    <Lines of="rows" words={['Rows', 'row']} field={field} onChange={onChange} />
  </>
);

function Lines({
  of,
  words: [title, name],
  field,
  onChange,
}: Props & { of: 'columns' | 'rows'; words: readonly [string, string] }) {
  const lines = field[of] ?? [];
  return (
    <fieldset class="options">
      <legend>{title}</legend>
      <NumberInput
        label="How many"
        min={1}
        max={of === 'columns' ? 50 : 100}
        value={lines.length}
        onChange={(count) => onChange(`count ${of}`, (one) => withCount(one, of, count))}
      />
      <ul>
        {lines.map(({ label }, index) => (
          <li key={index}>
            <input
              type="text"
              value={label}
              aria-label={`Heading of ${name} ${index + 1}`}
              placeholder={`${name} ${index + 1}`}
              onInput={(event) => {
                const heading = event.currentTarget.value;
                onChange(`${of} ${index}`, (one) => withHeading(one, of, index, heading));
              }}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function withHeading(field: Field, of: 'columns' | 'rows', index: number, label: string): Field {
  const { columns = [], rows = [] } = field;
  return of === 'columns'
    ? { ...field, columns: columns.map((one, at) => (at === index ? { ...one, label } : one)) }
    : { ...field, rows: rows.map((one, at) => (at === index ? { ...one, label } : one)) };
}
