import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Answer } from '../answers/answers.ts';
import type { Form } from '../forms.ts';
import { answerOf, formOf, type Site } from '../pages/site.ts';
import { addAnswer, changeAnswer, removeAnswer, restoreAnswer } from './answers.ts';
import { draftRoutes } from './drafts.ts';
import { json, numberIn } from './request.ts';

/** Answers that are listed at once. */
export const listed = { usual: 100, most: 1000 };

/** The most that a request may bring along, in bytes. */
const LARGEST = 1_000_000;

/** `/api/forms`: forms, their answers and drafts, for programs and for the page that is being filled. */
export function formApi(site: Site): Hono {
  const { desk } = site;
  return new Hono()
    .use(
      '/forms/*',
      bodyLimit({
        maxSize: LARGEST,
        onError: () => {
          throw new HTTPException(413, { message: `A request may have at most ${LARGEST / 1e6} MB.` });
        },
      }),
    )
    .get('/forms', (c) => json(c, { forms: desk.forms.map((form) => describe(site, form)) }))
    .get('/forms/:form', (c) => {
      const form = formOf(site, c);
      return json(c, { ...describe(site, form), layout: form.layout() });
    })
    .get('/forms/:form/answers', (c) => list(site, c, formOf(site, c)))
    .post('/forms/:form/answers', (c) => addAnswer(site, c, formOf(site, c)))
    .get('/forms/:form/answers/:number{[0-9]+}', (c) => json(c, { answer: found(site, c) }))
    .get('/forms/:form/answers/:number{[0-9]+}/history', (c) =>
      json(c, { versions: desk.answers().history(found(site, c).id) }),
    )
    .put('/forms/:form/answers/:number{[0-9]+}', (c) =>
      changeAnswer(site, c, formOf(site, c), found(site, c)),
    )
    .delete('/forms/:form/answers/:number{[0-9]+}', (c) => removeAnswer(site, c, found(site, c)))
    .post('/forms/:form/answers/:number{[0-9]+}/restore', (c) => restoreAnswer(site, c, found(site, c)))
    .route('/forms/:form/drafts', draftRoutes(site));
}

const found = (site: Site, c: Context): Answer => answerOf(site, c, formOf(site, c));

function describe({ desk }: Site, { name, title, address, pages, fields }: Form) {
  const counts = desk.kept()?.count(name) ?? { answers: 0, drafts: 0 };
  return { name, title, address: `${address}/`, pages: pages.length, fields: fields().length, ...counts };
}

function list({ desk }: Site, c: Context, form: Form): Response {
  const limit = numberIn(c, 'limit', { usual: listed.usual, least: 1, most: listed.most });
  const offset = numberIn(c, 'offset', { usual: 0, least: 0, most: 1e9 });
  const deleted = c.req.query('deleted') === 'true';
  const search = c.req.query('search') ?? '';
  const none = { answers: [], total: 0 };
  return json(c, desk.kept()?.list(form.name, { search, deleted, offset, limit }) ?? none);
}
