import type { Reader } from '../../../language/reader.ts';
import { Fact } from '../../fact.tsx';
import type { Answer } from '../answers/answers.ts';
import { type Control, labelOf } from '../controls.ts';
import { inputsOf } from '../fields/inputs.ts';
import type { Form } from '../forms.ts';
import { Zoom } from './bar.tsx';
import { fitOf } from './fit.ts';
import { FormTrail } from './form-trail.tsx';
import { Sheets } from './sheets.tsx';
import { saidIn, timeText } from './texts.ts';
import { type View, views } from './view.ts';

interface AnswerProps {
  form: Form;
  reader: Reader;
  answer: Answer;
  view: View;
  /** What was just done with it. */
  done: Done | undefined;
}

type Done = keyof Reader['text']['form']['one']['done'];

const doings: readonly Done[] = ['added', 'changed', 'deleted', 'restored', 'unchanged', 'meanwhile'];

export function isDone(text: string | undefined): Done | undefined {
  return doings.find((one) => one === text);
}

/** One answer, as it stands on the page or as a list. */
export function AnswerPage({ form, reader, answer, view, done }: AnswerProps) {
  const text = reader.text.form;
  const address = `${form.address}/${answer.number}`;
  return (
    <>
      <FormTrail form={form} reader={reader} />
      <div class="heading">
        <h1>{text.one.title(String(answer.number))}</h1>
        <p>
          {text.one.created(timeText(answer.created, reader))}
          {answer.version > 1 && <>, {text.one.changed(timeText(answer.changed, reader))}</>}
        </p>
      </div>
      {done && (
        <p class={`panel form-message${done === 'meanwhile' ? ' form-wrong' : ''}`} role="status">
          {text.one.done[done]}
        </p>
      )}
      {answer.deleted && <p class="panel form-message">{text.one.deleted}</p>}
      <div class="form-tools">
        <a class="button main" href={`${form.address}/new`} autofocus={done !== undefined} id="form-next">
          {text.one.next}
        </a>
        {answer.deleted ? (
          <Act to={`${address}/restore`} version={answer.version} label={text.one.restore} />
        ) : (
          <>
            <a class="button" href={`${address}/edit`}>
              {text.one.edit}
            </a>
            <Act to={`${address}/delete`} version={answer.version} label={text.one.delete} />
          </>
        )}
        <a class="button" href={`${address}/history`}>
          {text.one.history}
        </a>
        <a class="button" href={`${address}.pdf`}>
          {text.one.pdf}
        </a>
        <a class="button" href={`${address}.png`}>
          {text.one.png}
        </a>
      </div>
      <div class="form-bar">
        <nav class="form-choice" aria-label={text.fill.view}>
          {views.map((one) => (
            <a
              key={one}
              class="button"
              href={`${address}?view=${one}`}
              aria-current={one === view ? 'true' : undefined}
            >
              {text.fill.views[one]}
            </a>
          ))}
        </nav>
        {view === 'page' && <Zoom reader={reader} />}
      </div>
      {view === 'page' ? (
        <ShownSheets form={form} reader={reader} answer={answer} />
      ) : (
        <ShownList form={form} reader={reader} answer={answer} />
      )}
    </>
  );
}

function Act({ to, version, label }: { to: string; version: number; label: string }) {
  return (
    <form method="post" action={to}>
      <input type="hidden" name=":version" value={version} />
      <button type="submit" class="button">
        {label}
      </button>
    </form>
  );
}

type Shown = Pick<AnswerProps, 'form' | 'reader' | 'answer'>;

function ShownSheets({ form, reader, answer }: Shown) {
  const inputs = inputsOf(form.layout(), answer.values, reader);
  const textOf = ({ name, type, value }: Control): string => {
    const text = inputs[name] ?? '';
    if (type === 'tick') return text === '' ? '' : '×';
    return type === 'radio' ? (text === value ? '×' : '') : text;
  };
  return (
    <Sheets form={form} reader={reader} isRead>
      {(field, control) => {
        const text = textOf(control);
        const isTicked = text === '×' && (control.type === 'tick' || control.type === 'radio');
        return text === '' ? null : (
          <span
            class={`form-said form-said-${isTicked ? 'tick' : control.type} ${fitOf(control, text, form.pages[field.page - 1])}`}
            data-kind={field.kind}
            title={labelOf(field, reader)}
          >
            <span class="unseen">{`${labelOf(field, reader)}: `}</span>
            {isTicked ? <span class="unseen">{control.label}</span> : text}
          </span>
        );
      }}
    </Sheets>
  );
}

function ShownList({ form, reader, answer }: Shown) {
  const sections = Map.groupBy(saidIn(form, answer.values, reader), ({ section }) => section);
  return (
    <>
      {[...sections].map(([section, fields]) => (
        <section key={section} class="panel form-shown">
          {section !== '' && <h2>{section}</h2>}
          <dl class="facts">
            {fields.map(({ id, label, text }) => (
              <Fact key={id} name={label}>
                {text || <span class="quiet">–</span>}
              </Fact>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
