import type { Field } from '../../form/layout/types.ts';
import type { Reader } from '../../language/reader.ts';
import { optionLabels } from './fields/choice.ts';

/** One input of a form: most fields have one, a choice one for each answer, a table one for each cell. */
export interface Control {
  /** As in `Inputs`. */
  name: string;
  /** Its id in a page. */
  id: string;
  type: 'text' | 'area' | 'comb' | 'tick' | 'radio' | 'select';
  box: Field['box'];
  /** What it is called among those of its field; that of the field where it has only one. */
  label: string;
  /** Of a radio: its answer. */
  value?: string;
}

/** What a field is called, also where nothing is printed beside it. */
export function labelOf({ label, order }: Field, { text }: Reader): string {
  return label || text.form.unnamed(order + 1);
}

/** A field's inputs, in the order of reading. */
export function controlsOf(field: Field, reader: Reader): Control[] {
  const { id, kind, box } = field;
  const one = (type: Control['type']): Control[] => [
    { name: id, id: idOf(id), type, box, label: labelOf(field, reader) },
  ];
  if (kind === 'multi-line') return one('area');
  if (kind === 'comb') return one('comb');
  if (kind === 'checkbox') return one('tick');
  if (kind === 'choice' && isList(field)) return one('select');
  if (kind === 'choice') return field.options?.length ? optionsOf(field, reader) : one('text');
  if (kind === 'table')
    return field.rows?.length && field.columns?.length ? cellsOf(field, reader) : one('text');
  return one('text');
}

/** The id of an input in a page, by its name. */
export function idOf(name: string): string {
  return `in_${name.replaceAll('.', '_')}`;
}

/** The id of an input's error. */
export function errorIdOf(name: string): string {
  return `error_${name.replaceAll('.', '_')}`;
}

function optionsOf(field: Field, { text }: Reader): Control[] {
  const { id, options = [], multiple, box } = field;
  const labels = optionLabels(field);
  return options.map((option, index) => {
    const label = option.label || text.form.option(index + 1);
    const name = `${id}.${index}`;
    // A list of which several may be chosen: a row of its box for each.
    const height = box.height / options.length;
    const own = option.box ?? { ...box, y: box.y + index * height, height };
    return multiple
      ? { name, id: idOf(name), type: 'tick', box: own, label }
      : { name: id, id: idOf(name), type: 'radio', box: own, label, value: labels[index] ?? label };
  });
}

/** Whether one answer is chosen from a list, for there are no boxes to tick on the page. */
function isList({ options = [], multiple }: Field): boolean {
  return !multiple && options.some(({ box }) => !box);
}

function cellsOf({ id, rows = [], columns = [] }: Field, { text }: Reader): Control[] {
  return rows.flatMap((row, y) =>
    columns.map((column, x): Control => {
      const name = `${id}.${y}.${x}`;
      const label = text.form.cell(
        row.label || text.form.row(y + 1),
        column.label || text.form.column(x + 1),
      );
      const box = { x: column.x, y: row.y, width: column.width, height: row.height };
      return { name, id: idOf(name), type: 'text', box, label };
    }),
  );
}
