import type { Reader } from '../../../language/reader.ts';
import type { Draft } from '../answers/answers.ts';
import { inputNames } from '../fields/check.ts';
import type { Form } from '../forms.ts';
import { timeText } from './texts.ts';

interface DraftsProps {
  form: Form;
  reader: Reader;
  drafts: readonly Draft[];
  /** The number of the answer that a draft changes. */
  numberOf: (id: string) => number | undefined;
}

/** What somebody has begun and not handed in, to go on with. */
export function Drafts({ form, reader, drafts, numberOf }: DraftsProps) {
  const text = reader.text.form.list;
  return (
    <section aria-labelledby="form-drafts" class="form-drafts">
      <h2 id="form-drafts">{text.drafts}</h2>
      <ul class="panel">
        {drafts.map((draft) => {
          const number = draft.of && numberOf(draft.of.answer);
          const start = number === undefined ? `${form.address}/new` : `${form.address}/${number}/edit`;
          return (
            <li key={draft.id}>
              <span class="form-draft">
                <a href={`${start}?draft=${draft.id}`}>
                  {number === undefined
                    ? glimpseOf(form, draft) || text.nothingTyped
                    : text.draftOf(String(number))}
                </a>
                <small>{timeText(draft.changed, reader)}</small>
              </span>
              <form method="post" action={`${form.address}/drafts/${draft.id}/discard`}>
                <button type="submit" class="button">
                  {text.discard}
                </button>
              </form>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The first words that were typed. */
function glimpseOf(form: Form, { inputs }: Draft): string {
  return form
    .fields()
    .filter(({ kind }) => kind !== 'checkbox' && kind !== 'choice')
    .flatMap(inputNames)
    .map((name) => (Object.hasOwn(inputs, name) ? inputs[name]?.trim() : '') ?? '')
    .filter(Boolean)
    .slice(0, 3)
    .join(', ')
    .slice(0, 120);
}
