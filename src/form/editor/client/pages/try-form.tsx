import type { Field } from '../../../layout/types.ts';
import type { Items } from '../model/item.ts';
import { placed } from './placed.ts';

/** The fields of a page as inputs, to see how Tab goes through them; nothing of it is kept. */
export const TryForm = ({ items, page }: { items: Items; page: number }) => (
  <form class="try" onSubmit={(event) => event.preventDefault()} autocomplete="off">
    {items.map(({ key, field }) => (field.page === page ? <TryField key={key} field={field} /> : null))}
  </form>
);

function TryField({ field }: { field: Field }) {
  const { kind, label, id, box } = field;
  const common = { 'aria-label': label || id, title: label || id, style: placed(box) };
  const need = field.required ? { required: true } : {};
  if (kind === 'checkbox') return <input type="checkbox" {...common} {...need} />;
  if (kind === 'multi-line') return <textarea {...common} {...need} />;
  if (kind === 'choice') return <TryChoice field={field} />;
  if (kind === 'table') return <TryTable field={field} />;
  const limits = {
    ...(kind === 'comb' && field.length ? { maxLength: field.length } : {}),
    ...(field.pattern ? { pattern: field.pattern } : {}),
  };
  return <input type="text" {...common} {...need} {...limits} />;
}

function TryChoice({ field: { id, label, options = [], multiple, box } }: { field: Field }) {
  const drawn = options.filter((option) => option.box);
  if (drawn.length === 0)
    return (
      <select aria-label={label || id} style={placed(box)} multiple={multiple === true}>
        {!multiple && <option value="" />}
        {options.map((option) => (
          <option key={option.label}>{option.label}</option>
        ))}
      </select>
    );
  return (
    <>
      {drawn.map((option, index) => (
        <input
          key={index}
          type={multiple ? 'checkbox' : 'radio'}
          name={id}
          aria-label={`${label}: ${option.label}`}
          title={option.label}
          style={placed(option.box ?? box)}
        />
      ))}
    </>
  );
}

const TryTable = ({ field: { id, label, columns = [], rows = [] } }: { field: Field }) => (
  <>
    {rows.map(({ y, height }, row) =>
      columns.map(({ x, width, label: heading }, column) => (
        <input
          key={`${row} ${column}`}
          type="text"
          aria-label={`${label || id}, row ${row + 1}, ${heading || `column ${column + 1}`}`}
          title={heading}
          style={placed({ x, y, width, height })}
        />
      )),
    )}
  </>
);
