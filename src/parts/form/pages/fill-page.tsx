import type { Reader } from '../../../language/reader.ts';
import { Trail } from '../../trail.tsx';
import type { Answer } from '../answers/answers.ts';
import { controlsOf, labelOf } from '../controls.ts';
import type { FieldError } from '../fields/check.ts';
import type { Inputs } from '../fields/values.ts';
import type { Form } from '../forms.ts';
import type { Filled } from './input.tsx';
import { FillRows } from './rows.tsx';
import { FillSheets } from './sheets.tsx';
import { type View, views } from './view.ts';

export interface FillProps {
  form: Form;
  reader: Reader;
  view: View;
  /** The draft's id. */
  id: string;
  inputs: Inputs;
  /** What is wrong with what was handed in. */
  errors?: readonly FieldError[];
  /** Nothing at all was filled in. */
  isEmpty?: boolean;
  /** The answer that is being changed, and the version of it that was read. */
  of?: { answer: Answer; version: number } | undefined;
  /** Answers that have the same values. */
  same?: readonly Answer[];
}

/** A form to fill in, or an answer to change. */
export function FillPage(props: FillProps) {
  const { form, reader, view, id, of, errors = [], same = [] } = props;
  const text = reader.text.form.fill;
  const filled: Filled = { reader, inputs: props.inputs, errors, focus: firstInput(props) };
  const isRequired = form.fields().some(({ required }) => required);
  return (
    <>
      <Trail
        label={reader.text.form.tab}
        steps={[
          [reader.text.form.tab, '/form/'],
          [form.title, `${form.address}/`],
        ]}
      />
      <div class="heading form-heading">
        <h1>{of ? text.editing(String(of.answer.number)) : form.title}</h1>
        <p class="form-keys">{text.keys}</p>
      </div>
      {errors.length > 0 && <Faults form={form} reader={reader} errors={errors} />}
      {props.isEmpty && (
        <div class="panel form-message form-wrong" role="alert">
          <h2>{text.nothing}</h2>
        </div>
      )}
      <form
        id="form-fill"
        class={`form-fill form-view-${view}`}
        method="post"
        autocomplete="off"
        novalidate
        data-form={form.name}
        data-locale={reader.language}
        data-strict={errors.length > 0 ? 'yes' : undefined}
        data-kept={text.kept}
        data-keeping={text.keeping}
        data-not-kept={text.notKept}
        data-not-handed-in={text.notHandedIn}
      >
        <button type="submit" class="unseen" name=":do" value="hand-in" tabindex={-1}>
          {text.handIn}
        </button>
        <input type="hidden" name=":id" value={id} />
        {of && (
          <>
            <input type="hidden" name=":version" value={of.version} />
            <input type="hidden" name=":answer" value={of.answer.id} />
          </>
        )}
        {same.length > 0 && <Same form={form} reader={reader} same={same} />}
        <Bar reader={reader} view={view} />
        {isRequired && (
          <p class="form-required-note">
            {view === 'page' && (
              <>
                {text.requiredNote} <span class="form-sample" aria-hidden="true" />
              </>
            )}
          </p>
        )}
        {view === 'page' ? (
          <FillSheets form={form} filled={filled} />
        ) : (
          <FillRows form={form} filled={filled} />
        )}
        <div class="form-end">
          <button type="submit" class="button main" name=":do" value="hand-in" id="form-hand-in">
            {of ? text.change : text.handIn}
          </button>
          <button type="submit" class="button" name=":do" value="keep">
            {text.keep}
          </button>
          <button type="submit" class="button" name=":do" value="discard">
            {text.discardDraft}
          </button>
        </div>
      </form>
    </>
  );
}

/** The views to choose from, the zoom, and whether the draft is kept. */
function Bar({ reader, view }: { reader: Reader; view: View }) {
  const text = reader.text.form.fill;
  return (
    <div class="form-bar">
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that belong together are no field set */}
      <div class="form-choice" role="group" aria-label={text.view}>
        {views.map((one) => (
          <button
            key={one}
            type="submit"
            class="button"
            name=":do"
            value={`view-${one}`}
            aria-pressed={one === view ? 'true' : 'false'}
          >
            {text.views[one]}
          </button>
        ))}
      </div>
      {view === 'page' && <Zoom reader={reader} />}
      <p class="form-state" role="status" id="form-state" />
    </div>
  );
}

/** Buttons that a script makes work; without one they are not shown. */
export function Zoom({ reader }: { reader: Reader }) {
  const text = reader.text.form.fill;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together are no field set
    <div class="form-choice form-zoom" role="group" aria-label={text.zoom} hidden>
      <button type="button" class="button" data-zoom="-1" aria-label={text.smaller}>
        −
      </button>
      <button type="button" class="button form-percent" data-zoom="0" aria-live="polite">
        100 %
      </button>
      <button type="button" class="button" data-zoom="1" aria-label={text.larger}>
        +
      </button>
    </div>
  );
}

/** What is wrong, with a way to each of the fields. */
function Faults({ form, reader, errors }: { form: Form; reader: Reader; errors: readonly FieldError[] }) {
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

function Same({ form, reader, same }: { form: Form; reader: Reader; same: readonly Answer[] }) {
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

/** The first that is wrong, else the first of all; none where something else has the focus. */
function firstInput({ form, reader, errors = [], same = [] }: FillProps): string | undefined {
  if (same.length > 0) return undefined;
  const [error] = errors;
  if (error) return inputOf(form, reader, error);
  const [field] = form.fields();
  return field && controlsOf(field, reader)[0]?.id;
}

/** The id of the input that an error is about. */
function inputOf(form: Form, reader: Reader, { field: id, name }: FieldError): string | undefined {
  const field = form.fields().find((one) => one.id === id);
  if (!field) return undefined;
  const controls = controlsOf(field, reader);
  return (controls.find((control) => control.name === name) ?? controls[0])?.id;
}
