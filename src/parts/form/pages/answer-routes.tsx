import { type Context, Hono } from 'hono';
import { ChangedMeanwhile } from '../answers/answers.ts';
import { AnswerPage, isDone } from './answer-page.tsx';
import { HistoryPage } from './history.tsx';
import { sheetStyle } from './sheets.tsx';
import { answerOf, formOf, lead, readerOf, type Site, sentOf, show } from './site.ts';
import { viewOf } from './view.ts';

/** One answer: `/form/NAME/N`, its history, deleting it and bringing it back. */
export function answerRoutes(site: Site): Hono {
  return new Hono()
    .get('/:form/:number{[0-9]+}', (c) => {
      const form = formOf(site, c);
      const answer = answerOf(site, c, form);
      const reader = readerOf(site, c);
      const view = viewOf(c);
      const done = isDone(c.req.query('done'));
      return show(site, c, {
        title: reader.text.form.one.title(String(answer.number)),
        body: <AnswerPage form={form} reader={reader} answer={answer} view={view} done={done} />,
        ...(view === 'page' && { style: sheetStyle(form, reader) }),
      });
    })
    .get('/:form/:number{[0-9]+}/history', (c) => {
      const form = formOf(site, c);
      const answer = answerOf(site, c, form);
      const reader = readerOf(site, c);
      const versions = site.desk.answers().history(answer.id);
      return show(site, c, {
        title: reader.text.form.history.title(String(answer.number)),
        body: <HistoryPage form={form} reader={reader} answer={answer} versions={versions} />,
      });
    })
    .post('/:form/:number{[0-9]+}/delete', (c) => change(site, c, 'remove'))
    .post('/:form/:number{[0-9]+}/restore', (c) => change(site, c, 'restore'));
}

async function change(site: Site, c: Context, what: 'remove' | 'restore'): Promise<Response> {
  const form = formOf(site, c);
  const { id, number } = answerOf(site, c, form);
  const { said } = await sentOf(c, form);
  const answers = site.desk.answers();
  try {
    answers[what](id, Number(said(':version')));
    await answers.synced();
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return lead(c, `${form.address}/${number}?done=meanwhile`);
  }
  if (what === 'remove') return lead(c, `${form.address}/?done=deleted&number=${number}`);
  return lead(c, `${form.address}/${number}?done=restored`);
}
