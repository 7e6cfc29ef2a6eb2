import type { Reader } from '../../../language/reader.ts';
import { dateText } from '../fields/date.ts';
import type { Form } from '../forms.ts';
import { FormTrail } from '../pages/form-trail.tsx';
import type { Checked } from './check.ts';
import type { Imported } from './import.ts';
import { List } from './list.tsx';
import type { Change } from './rows.ts';

interface HandProps {
  form: Form;
  reader: Reader;
  problem?: string | undefined;
}

/** Where a file is handed in. */
export function HandPage({ form, reader, problem }: HandProps) {
  const text = reader.text.formFields.hand;
  return (
    <>
      <FormTrail form={form} reader={reader} />
      <div class="heading">
        <h1>{text.title}</h1>
      </div>
      <p class="form-lead">
        {text.lead} <a href={`${form.address}/answers.xlsx`}>{text.template}</a>
      </p>
      {problem !== undefined && (
        <p class="panel form-message form-wrong" role="alert">
          {problem}
        </p>
      )}
      <form
        method="post"
        enctype="multipart/form-data"
        action={`${form.address}/check`}
        class="panel form-hand"
      >
        <label for="file">{text.file}</label>
        <input type="file" name="file" id="file" accept=".xlsx,.csv,.txt" required />
        <button type="submit" class="button main">
          {text.check}
        </button>
      </form>
    </>
  );
}

interface ResultProps {
  form: Form;
  reader: Reader;
  id: string;
  checked: Checked;
  imported: Imported | undefined;
}

/** What is in a file, and what can be done with it. */
export function ResultPage({ form, reader, id, checked, imported }: ResultProps) {
  const text = reader.text.formFields.hand;
  const { accepted, rows, changes, problems, faults, unknown } = checked;
  const address = `${form.address}/check/${id}`;
  const count = (some: number) => reader.count(some, text.rows);
  return (
    <>
      <FormTrail form={form} reader={reader} />
      <div class="heading">
        <h1>{text.resultOf(checked.file)}</h1>
        <p>
          {text.accepted(count(accepted.length))}
          {rows.length > accepted.length && <>, {text.refused(count(rows.length - accepted.length))}</>}
          {changes.length > 0 && <>, {reader.count(changes.length, text.mended)}</>}
        </p>
      </div>
      {imported && <Done reader={reader} imported={imported} />}
      {faults.map((fault) => (
        <p key={fault} class="panel form-message form-wrong">
          {fault}
        </p>
      ))}
      <div class="form-tools">
        {accepted.length > 0 && !imported && (
          <form method="post" action={address}>
            <button type="submit" class="button main">
              {text.import(count(accepted.length))}
            </button>
          </form>
        )}
        <a class="button" href={`${address}/corrected.xlsx`} download>
          {text.download}
        </a>
        <a class="button" href={`${form.address}/check`}>
          {text.again}
        </a>
        {imported && (
          <a class="button" href={`${form.address}/`}>
            {reader.text.form.list.all}
          </a>
        )}
      </div>
      {unknown.length > 0 && <p class="quiet form-note">{text.unknown(unknown.join(', '))}</p>}
      {problems.length === 0 && faults.length === 0 && <p>{text.nothing}</p>}
      {problems.length > 0 && (
        <List
          reader={reader}
          title={text.problems}
          head={[text.cell, text.field, text.value, text.problems, text.proposal]}
          rows={problems.map((one) => [
            one.column + one.row,
            one.field,
            one.value,
            one.message,
            one.proposal ?? '',
          ])}
        />
      )}
      {changes.length > 0 && (
        <List
          reader={reader}
          title={text.changes}
          head={[text.cell, text.field, text.before, text.after, text.why]}
          rows={changes.map((one) => [one.column + one.row, one.field, one.before, afterText(one), one.why])}
        />
      )}
    </>
  );
}

function Done({ reader, imported }: { reader: Reader; imported: Imported }) {
  const text = reader.text.formFields.hand;
  const { added, changed, known, conflicts } = imported;
  return (
    <div class={`panel form-message${conflicts.length > 0 ? ' form-wrong' : ''}`} role="status">
      <p>
        {added.length > 0 && <>{text.added(reader.count(added.length, text.answer))} </>}
        {changed.length > 0 && <>{text.changed(reader.count(changed.length, text.answer))} </>}
        {known > 0 && <>{text.known(reader.count(known, text.rows))} </>}
        {conflicts.length > 0 && text.conflicts(conflicts.map(({ number }) => number).join(', '))}
      </p>
    </div>
  );
}

function afterText({ after, kind }: Change): string {
  if (after === undefined) return kind === 'checkbox' ? 'FALSE' : '';
  if (kind === 'date') return dateText(String(after));
  return Array.isArray(after) ? after.join('; ') : String(after).replace(/^true$/, 'TRUE');
}
