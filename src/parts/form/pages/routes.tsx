import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { checkRoutes } from '../check/routes.tsx';
import { exportRoutes } from '../export/routes.ts';
import { printRoutes } from '../print/routes.ts';
import { answerRoutes } from './answer-routes.tsx';
import { fillRoutes } from './fill-routes.tsx';
import { FormsPage } from './forms.tsx';
import { listRoutes } from './list-routes.tsx';
import { formOf, readerOf, type Site, show } from './site.ts';

/** All pages of the part. */
export function formPages(site: Site): Hono {
  const { forms } = site.desk;
  return new Hono()
    .get('/', (c) => {
      const [form] = forms;
      c.header('cache-control', 'no-store');
      if (form && forms.length === 1) return c.redirect(`${form.address}/`, 302);
      const reader = readerOf(site, c);
      return show(site, c, {
        title: reader.text.form.title,
        body: <FormsPage desk={site.desk} reader={reader} />,
      });
    })
    .get('/:form/pages/:page{[0-9]+}', (c) => {
      const page = formOf(site, c).pages[Number(c.req.param('page')) - 1];
      if (!page) throw new HTTPException(404, { message: 'There is no such page.' });
      return site.context.sendFile(c.req.raw, page.file);
    })
    .route('/', listRoutes(site))
    .route('/', fillRoutes(site))
    .route('/', answerRoutes(site))
    .route('/', exportRoutes(site))
    .route('/', printRoutes(site))
    .route('/', checkRoutes(site));
}
