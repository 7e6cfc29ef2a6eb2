import type { Reader } from '../../../language/reader.ts';
import type { Answer } from '../answers/answers.ts';
import { controlsOf, labelOf } from '../controls.ts';
import type { FieldError } from '../fields/check.ts';
import type { Form } from '../forms.ts';

/** What is wrong, with a way to each of the fields. */
export function Faults({
  form,
  reader,
  errors,
}: {
  form: Form;
  reader: Reader;
  errors: readonly FieldError[];
}) {
  const { fault, faults } = reader.text.form.fill;
  return (
    <div class="panel form-message form-wrong" role="alert" id="form-faults">
      <h2>{faults(reader.count(errors.length, fault))}</h2>
      <ul>
        {errors.map((error) => {
          const field = form.fields().find(({ id }) => id === error.field);
          const control = field && inputOf(form, reader, error);
          return (
            field &&
            control && (
              <li key={error.name}>
                <a href={`#${control}`}>{labelOf(field, reader)}</a>: {error.message}
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

/** Other answers have the same values: what to do. */
export function Same({ form, reader, same }: { form: Form; reader: Reader; same: readonly Answer[] }) {
  const text = reader.text.form.fill;
  const numbers = same.map(({ number }) => String(number)).join(', ');
  return (
    <div class="panel form-message" role="alert">
      <h2>{same.length === 1 ? text.same(numbers) : text.sameAll(numbers)}</h2>
      <p>{text.sameHint}</p>
      <div class="form-buttons">
        <button type="submit" class="button main" name=":do" value="anyway" autofocus>
          {text.anyway}
        </button>
        <button type="submit" class="button" name=":do" value="discard">
          {text.discard}
        </button>
        {same.slice(0, 3).map(({ number }) => (
          <a key={number} class="button" href={`${form.address}/${number}`}>
            {reader.text.form.list.open(String(number))}
          </a>
        ))}
      </div>
    </div>
  );
}

/** The id of the input that an error is about. */
export function inputOf(form: Form, reader: Reader, { field: id, name }: FieldError): string | undefined {
  const field = form.fields().find((one) => one.id === id);
  if (!field) return undefined;
  const controls = controlsOf(field, reader);
  return (controls.find((control) => control.name === name) ?? controls[0])?.id;
}
