import type { Reader } from '../../../language/reader.ts';
import type { Answer } from '../answers/answers.ts';
import type { Inputs, Values } from '../fields/values.ts';
import type { Form } from '../forms.ts';
import { FormTrail } from './form-trail.tsx';
import { differences, timeText } from './texts.ts';

interface ConflictProps {
  form: Form;
  reader: Reader;
  /** The draft's id. */
  id: string;
  /** What was handed in. */
  inputs: Inputs;
  now: Answer;
  mine: Values;
}

/** Both versions side by side, where somebody else was quicker. */
export function ConflictPage({ form, reader, id, inputs, now, mine }: ConflictProps) {
  const text = reader.text.form.conflict;
  const address = `${form.address}/${now.number}`;
  const others = differences(form, now.values, mine, reader);
  return (
    <>
      <FormTrail form={form} reader={reader} answer={now.number} />
      <div class="heading">
        <h1>{text.title(String(now.number))}</h1>
      </div>
      <p class="form-lead" role="alert">
        {now.deleted ? text.leadDeleted : text.lead}
      </p>
      {others.length > 0 && (
        <div class="scroll">
          <table class="form-differences">
            <thead>
              <tr>
                <th scope="col">{text.field}</th>
                <th scope="col">
                  {text.theirs} <small>{timeText(now.changed, reader)}</small>
                </th>
                <th scope="col">{text.mine}</th>
              </tr>
            </thead>
            <tbody>
              {others.map(({ label, before, after }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{before || <span class="quiet">{reader.text.form.empty}</span>}</td>
                  <td>{after || <span class="quiet">{reader.text.form.empty}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="quiet form-note">
        {text.same} {text.note}
      </p>
      <form method="post" action={`${address}/edit`} class="form-buttons">
        <input type="hidden" name=":id" value={id} />
        <input type="hidden" name=":version" value={now.version} />
        {Object.entries(inputs).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="button" name=":do" value="discard" autofocus>
          {text.keepTheirs}
        </button>
        <button type="submit" class="button main" name=":do" value="over">
          {text.putMine}
        </button>
      </form>
    </>
  );
}
