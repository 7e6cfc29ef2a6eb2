import type { Reader } from '../../../language/reader.ts';
import type { Answer } from '../answers/answers.ts';
import { controlsOf } from '../controls.ts';
import type { FieldError } from '../fields/check.ts';
import type { Inputs } from '../fields/values.ts';
import type { Form } from '../forms.ts';
import { Bar } from './bar.tsx';
import { FormTrail } from './form-trail.tsx';
import type { Filled } from './input.tsx';
import { Faults, inputOf, Same } from './notices.tsx';
import { FillRows } from './rows.tsx';
import { FillSheets } from './sheets.tsx';
import type { View } from './view.ts';

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
      <FormTrail form={form} reader={reader} />
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

/** The first that is wrong, else the first of all; none where something else has the focus. */
function firstInput({ form, reader, errors = [], same = [] }: FillProps): string | undefined {
  if (same.length > 0) return undefined;
  const [error] = errors;
  if (error) return inputOf(form, reader, error);
  const [field] = form.fields();
  return field && controlsOf(field, reader)[0]?.id;
}
