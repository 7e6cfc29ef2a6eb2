import type { Reader } from '../../../language/reader.ts';
import { type Page, Step } from '../../pager.tsx';
import { Trail } from '../../trail.tsx';
import type { Answer, Draft } from '../answers/answers.ts';
import { labelOf } from '../controls.ts';
import { textOf } from '../fields/text.ts';
import { valueIn } from '../fields/values.ts';
import type { Form } from '../forms.ts';
import type { SyncState } from '../sync/sync.ts';
import { Drafts } from './drafts.tsx';
import { Sending } from './sending.tsx';
import { mainFields, timeText } from './texts.ts';

interface ListProps {
  form: Form;
  reader: Reader;
  search: string;
  /** Whether those that were deleted are shown. */
  isBin: boolean;
  page: Page;
  total: number;
  answers: readonly Answer[];
  drafts: readonly Draft[];
  deletedCount: number;
  /** The answer that was just deleted. */
  gone: Answer | undefined;
  isDiscarded: boolean;
  /** How sending to a bucket stands, where answers are sent to one. */
  sync: SyncState | undefined;
  /** The number of the answer that a draft changes. */
  numberOf: (id: string) => number | undefined;
  addressOf: (page: number) => string;
}

/** The answers to a form, the newest first; above them what was begun, and ways in and out. */
export function ListPage(props: ListProps) {
  const { form, reader, search, isBin, total, gone } = props;
  const text = reader.text.form;
  const isPlain = search === '' && !isBin;
  const count = reader.count(total, text.answer);
  return (
    <>
      <Trail label={text.tab} steps={[[text.tab, '/form/'], ...(isPlain ? [] : [plainStep(form)])]} />
      <div class="heading">
        <h1>{isBin ? text.list.bin : form.title}</h1>
        <p>{search === '' ? count : text.list.found(count, search)}</p>
      </div>
      {gone?.deleted && (
        <div class="panel form-message" role="status">
          <p>
            {text.one.title(String(gone.number))}: {text.one.done.deleted}
          </p>
          <form method="post" action={`${form.address}/${gone.number}/restore`}>
            <input type="hidden" name=":version" value={gone.version} />
            <button type="submit" class="button main" autofocus>
              {text.one.undo}
            </button>
          </form>
        </div>
      )}
      {props.isDiscarded && (
        <p class="panel form-message" role="status">
          {text.list.discarded}
        </p>
      )}
      <div class="form-tools">
        <a class="button main" href={`${form.address}/new`}>
          {text.fill.next}
        </a>
        <search class="form-search">
          <form>
            {isBin && <input type="hidden" name="deleted" />}
            <input
              type="search"
              name="q"
              value={search}
              aria-label={text.list.search}
              placeholder={text.list.search}
            />
            <button type="submit" class="button">
              {text.list.searchButton}
            </button>
          </form>
        </search>
      </div>
      {props.sync && <Sending reader={reader} sync={props.sync} />}
      {isPlain && props.drafts.length > 0 && <Drafts {...props} />}
      {total === 0 ? <Nothing {...props} /> : <Answers {...props} />}
      <Ways {...props} />
    </>
  );
}

const plainStep = (form: Form): [string, string] => [form.title, `${form.address}/`];

function Nothing({ reader, search, isBin }: ListProps) {
  const { none, noneHint, nothing, nothingDeleted } = reader.text.form.list;
  return (
    <div class="panel">
      <h2>{search !== '' ? nothing : isBin ? nothingDeleted : none}</h2>
      {search === '' && !isBin && <p class="quiet">{noneHint}</p>}
    </div>
  );
}

function Answers({ form, reader, answers, isBin, page, addressOf }: ListProps) {
  const { list } = reader.text.form;
  const fields = mainFields(form);
  return (
    <>
      <div class="scroll">
        <table class="form-answers">
          <thead>
            <tr>
              <th scope="col" class="number">
                {list.number}
              </th>
              <th scope="col">{isBin ? list.deleted : list.created}</th>
              {fields.map((field) => (
                <th key={field.id} scope="col" title={labelOf(field, reader)}>
                  <span class="form-cut">{labelOf(field, reader)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answers.map((answer) => (
              <tr key={answer.id}>
                <td class="number">
                  <a href={`${form.address}/${answer.number}`} aria-label={list.open(String(answer.number))}>
                    {answer.number}
                  </a>
                </td>
                <td>{timeText(answer.deleted ?? answer.created, reader)}</td>
                {fields.map((field) => {
                  const said = textOf(field, valueIn(answer.values, field.id), reader);
                  return (
                    <td key={field.id} title={said}>
                      <span class="form-cut">{said}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page.count > 1 && (
        <nav class="pager" aria-label={list.pages(String(page.number), String(page.count))}>
          <Step href={page.number > 1 ? addressOf(page.number - 1) : undefined} rel="prev">
            {list.previous}
          </Step>
          <span>{list.pages(String(page.number), String(page.count))}</span>
          <Step href={page.number < page.count ? addressOf(page.number + 1) : undefined} rel="next">
            {list.next}
          </Step>
        </nav>
      )}
    </>
  );
}

/** What else can be done with the answers. */
function Ways({ form, reader, isBin, search, deletedCount, total }: ListProps) {
  const { list } = reader.text.form;
  const formats = ['xlsx', 'csv', 'json'] as const;
  return (
    <ul class="form-ways">
      {(isBin || search !== '') && (
        <li>
          <a href={`${form.address}/`}>{list.all}</a>
        </li>
      )}
      {!isBin && total > 0 && (
        <li>
          {list.download}:{' '}
          {formats.map((format) => (
            <a key={format} href={`${form.address}/answers.${format}`} download>
              {format.toUpperCase()}
            </a>
          ))}
        </li>
      )}
      <li>
        <a href={`${form.address}/check`}>{list.check}</a>
      </li>
      <li>
        <a href={`${form.address}/empty.pdf`}>{list.blank}</a>
      </li>
      {!isBin && deletedCount > 0 && (
        <li>
          <a href={`${form.address}/?deleted`}>
            {list.bin} ({reader.number(deletedCount)})
          </a>
        </li>
      )}
    </ul>
  );
}
