import type { ComponentChildren } from 'preact';
import type { Field } from '../../../form/layout/types.ts';
import { controlsOf, labelOf } from '../controls.ts';
import { inputNames } from '../fields/check.ts';
import type { Form } from '../forms.ts';
import { ErrorOf, type Filled, Input } from './input.tsx';

/** The form as a list: its sections, and in each the labels with their inputs. */
export function FillRows({ form, filled }: { form: Form; filled: Filled }) {
  return (
    <div class="form-rows">
      {sectionsOf(form).map(({ title, fields }, index) => (
        <fieldset key={fields[0]?.id} class="panel form-section">
          {(title !== '' || index > 0) && (
            <legend class="form-legend">{title || filled.reader.text.form.fill.general}</legend>
          )}
          {fields.map((field) => (
            <Row key={field.id} field={field} filled={filled} />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** Fields that follow each other and have one section. */
export function sectionsOf(form: Form): { title: string; fields: Field[] }[] {
  const sections: { title: string; fields: Field[] }[] = [];
  for (const field of form.fields()) {
    const title = field.section ?? '';
    const last = sections.at(-1);
    if (last?.title === title) last.fields.push(field);
    else sections.push({ title, fields: [field] });
  }
  return sections;
}

function Row({ field, filled }: { field: Field; filled: Filled }) {
  const { reader, errors } = filled;
  const controls = controlsOf(field, reader);
  const [first] = controls;
  if (!first) return null;
  if (first.type === 'radio' || (first.type === 'tick' && field.kind === 'choice')) {
    return <Options field={field} filled={filled} />;
  }
  if (controls.length > 1 || field.kind === 'table') return <Cells field={field} filled={filled} />;
  if (first.type === 'tick') {
    return (
      <div class="form-row form-tick-row">
        <label for={first.id}>
          <Input field={field} control={first} filled={filled} />
          <span>
            {first.label} <Mark field={field} filled={filled} />
          </span>
        </label>
        <ErrorOf name={first.name} errors={errors} />
      </div>
    );
  }
  return (
    <div class="form-row">
      <label for={first.id}>
        {first.label} <Mark field={field} filled={filled} />
      </label>
      <Input field={field} control={first} filled={filled} />
      <Hint field={field} filled={filled} />
      <ErrorOf name={first.name} errors={errors} />
    </div>
  );
}

function Options({ field, filled }: { field: Field; filled: Filled }) {
  return (
    <Question field={field} filled={filled}>
      <div class="form-options">
        {controlsOf(field, filled.reader).map((control) => (
          <label key={control.id} for={control.id}>
            <Input field={field} control={control} filled={filled} />
            <span>{control.label}</span>
          </label>
        ))}
      </div>
      <ErrorOf name={inputNames(field)[0] ?? field.id} errors={filled.errors} />
    </Question>
  );
}

function Cells({ field, filled }: { field: Field; filled: Filled }) {
  const { rows = [], columns = [] } = field;
  const { text } = filled.reader;
  const controls = controlsOf(field, filled.reader);
  return (
    <Question field={field} filled={filled}>
      <div class="scroll form-cells">
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((column, x) => (
                <th key={column.x} scope="col">
                  {column.label || text.form.column(x + 1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, y) => (
              <tr key={row.y}>
                <th scope="row">{row.label || text.form.row(y + 1)}</th>
                {columns.map((column, x) => {
                  const control = controls[y * columns.length + x];
                  return (
                    <td key={column.x}>
                      {control && <Input field={field} control={control} filled={filled} isBare />}
                      {control && <ErrorOf name={control.name} errors={filled.errors} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Question>
  );
}

/** What is asked, and the inputs that answer it together. */
function Question({
  field,
  filled,
  children,
}: {
  field: Field;
  filled: Filled;
  children: ComponentChildren;
}) {
  const id = `label_${field.id}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the section is the fieldset
    <div class="form-row" role="group" aria-labelledby={id}>
      <p class="form-question" id={id}>
        {labelOf(field, filled.reader)} <Mark field={field} filled={filled} />
      </p>
      {children}
    </div>
  );
}

function Mark({ field, filled }: { field: Field; filled: Filled }) {
  const { required } = filled.reader.text.form.fill;
  return field.required ? <small class="form-mark">({required})</small> : null;
}

/** How it is written, where that is not plain. */
function Hint({ field, filled }: { field: Field; filled: Filled }) {
  const { fill } = filled.reader.text.form;
  const hint =
    field.kind === 'date'
      ? fill.datePattern
      : field.kind === 'comb'
        ? fill.letters(String(field.length ?? 1))
        : '';
  return hint === '' || filled.errors.some(({ name }) => name === field.id) ? null : <small>{hint}</small>;
}
