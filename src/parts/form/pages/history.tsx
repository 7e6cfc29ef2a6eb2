import type { Reader } from '../../../language/reader.ts';
import type { Answer, Version } from '../answers/answers.ts';
import type { Form } from '../forms.ts';
import { FormTrail } from './form-trail.tsx';
import { differences, timeText } from './texts.ts';

interface HistoryProps {
  form: Form;
  reader: Reader;
  answer: Answer;
  /** The oldest first. */
  versions: readonly Version[];
}

/** What was done with an answer, the latest first: for each change the fields with what was and what is. */
export function HistoryPage({ form, reader, answer, versions }: HistoryProps) {
  const text = reader.text.form;
  const number = String(answer.number);
  return (
    <>
      <FormTrail form={form} reader={reader} answer={answer.number} />
      <div class="heading">
        <h1>{text.history.title(number)}</h1>
      </div>
      <ol class="form-history" reversed>
        {versions.toReversed().map((version) => {
          const before = versions.find((one) => one.version === version.version - 1);
          return (
            <li key={version.version} class="panel">
              <h2>{text.history.done[version.done]}</h2>
              <p class="quiet">
                {timeText(version.at, reader)}, {text.history.version(String(version.version)).toLowerCase()}
              </p>
              {version.done !== 'deleted' && version.done !== 'restored' && (
                <Changes form={form} reader={reader} before={before} after={version} />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

interface ChangesProps {
  form: Form;
  reader: Reader;
  before: Version | undefined;
  after: Version;
}

function Changes({ form, reader, before, after }: ChangesProps) {
  const text = reader.text.form.history;
  const changes = differences(form, before?.values ?? {}, after.values, reader);
  if (changes.length === 0) return <p>{text.nothing}</p>;
  return (
    <div class="form-inner-scroll">
      <table class="form-differences">
        <thead>
          <tr>
            <th scope="col">{text.field}</th>
            {before && <th scope="col">{text.before}</th>}
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.label}>
              <th scope="row">{change.label}</th>
              {before && <td>{change.before ? <del>{change.before}</del> : <span class="quiet">–</span>}</td>}
              <td>{change.after || <span class="quiet">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
