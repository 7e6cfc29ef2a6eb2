import { type Context, Hono } from 'hono';
import { withQuery } from '../../address.ts';
import { type Page, readPage } from '../../pager.tsx';
import type { Form } from '../forms.ts';
import { ListPage } from './list-page.tsx';
import { formOf, lead, readerOf, type Site, show } from './site.ts';

/** Answers on one page. */
const SHOWN = 50;

/** The answers to a form: `/form/NAME/`. */
export function listRoutes(site: Site): Hono {
  return new Hono()
    .get('/:form', (c) => list(site, c, formOf(site, c)))
    .post('/:form/drafts/:id/discard', (c) => {
      const form = formOf(site, c);
      site.desk.kept()?.dropDraft(c.req.param('id'));
      return lead(c, `${form.address}/?done=discarded`);
    });
}

function list(site: Site, c: Context, form: Form): Response {
  const reader = readerOf(site, c);
  const answers = site.desk.kept();
  const search = (c.req.query('q') ?? '').trim();
  const deleted = c.req.query('deleted') !== undefined;
  const options = { search, deleted, limit: SHOWN };
  const total = answers?.list(form.name, { ...options, limit: 0 }).total ?? 0;
  const page: Page = readPage(c.req.query('page'), total, SHOWN);
  const undone = c.req.query('done') === 'deleted' ? Number(c.req.query('number')) : 0;
  const query = (changes: Record<string, string>) =>
    withQuery(
      `${form.address}/`,
      new URLSearchParams({
        ...(search && { q: search }),
        ...(deleted && { deleted: '' }),
        ...changes,
      }).toString(),
    );
  return show(site, c, {
    title: form.title,
    body: (
      <ListPage
        form={form}
        reader={reader}
        search={search}
        isBin={deleted}
        page={page}
        total={total}
        answers={answers?.list(form.name, { ...options, offset: page.start }).answers ?? []}
        drafts={answers?.drafts(form.name) ?? []}
        deletedCount={answers?.list(form.name, { deleted: true, limit: 0 }).total ?? 0}
        gone={undone > 0 ? answers?.byNumber(form.name, undone) : undefined}
        isDiscarded={c.req.query('done') === 'discarded'}
        sync={site.desk.sync()?.state()}
        numberOf={(id) => answers?.get(id)?.number}
        addressOf={(number) => query({ page: String(number) })}
      />
    ),
  });
}
