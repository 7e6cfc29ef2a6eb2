import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { answerOf, formOf, readerOf, type Site } from '../pages/site.ts';
import { type Printing, printingOf } from './printing.ts';

/**
 * Filled forms: `/NAME/N.pdf`, `/NAME/N.png` (`?page=2`), and the empty one, `/NAME/empty.pdf`. Browsers
 * show them, to be printed from there.
 */
export function printRoutes(site: Site): Hono {
  let printing: Printing | undefined;
  const printer = () => (printing ??= printingOf(site.context));
  return new Hono()
    .get('/:form/empty.pdf', async (c) => {
      const form = formOf(site, c);
      const { bytes } = await printer().pdf(form, undefined, readerOf(site, c));
      return file(bytes, 'application/pdf', `${form.name}.pdf`);
    })
    .get('/:form/:file{[0-9]+\\.pdf}', async (c) => {
      const form = formOf(site, c);
      const answer = answerOf(site, c, form, c.req.param('file').slice(0, -4));
      const { bytes } = await printer().pdf(form, answer, readerOf(site, c));
      return file(bytes, 'application/pdf', `${form.name}-${answer.number}.pdf`);
    })
    .get('/:form/:file{[0-9]+\\.png}', async (c) => {
      const form = formOf(site, c);
      const answer = answerOf(site, c, form, c.req.param('file').slice(0, -4));
      const page = Number(c.req.query('page') ?? '1');
      if (!form.pages[page - 1]) throw new HTTPException(404, { message: 'There is no such page.' });
      const { bytes } = await printer().png(form, answer, page - 1, readerOf(site, c));
      const end = form.pages.length > 1 ? `-${page}` : '';
      return file(bytes, 'image/png', `${form.name}-${answer.number}${end}.png`);
    });
}

function file(bytes: Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(bytes, {
    headers: {
      'content-type': type,
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
