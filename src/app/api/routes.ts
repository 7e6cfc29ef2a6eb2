import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Access } from '../access/access.ts';
import type { App } from '../app.ts';
import { readerFor } from '../pages/reader.ts';
import { searchAll } from '../pages/search-all.ts';
import { addressFor } from './address.ts';
import { type OpenApi, openApiOf } from './openapi.ts';
import { apiPage } from './page.tsx';

/** The document of the API, the page to try it, and what is not of one part alone; below `/api`. */
export function apiRoutes(app: App, access: Access): Hono {
  let made: OpenApi | undefined;
  const document = () => (made ??= openApiOf(app, access));
  return new Hono()
    .get('/', (c) => apiPage(app, c.req.raw, document()))
    .get('/openapi.json', (c) => c.json(document()))
    .get('/try', (c) => {
      const { operation = '' } = c.req.query();
      const get = document().paths[operation]?.['get'];
      if (!get) throw new HTTPException(404, { message: `Nothing is described at "${operation}".` });
      return c.redirect(
        addressFor(operation, get.parameters ?? [], (field) => c.req.query(field)),
        303,
      );
    })
    .get('/search', async (c) => {
      const words = c.req.query('q')?.trim() ?? '';
      if (words === '') throw new HTTPException(400, { message: 'The words to look for are missing: ?q=.' });
      const groups = await searchAll(app, readerFor(c.req.raw), words);
      if (app.parts.some(({ findsChange }) => findsChange)) c.header('cache-control', 'no-store');
      return c.json({ groups });
    });
}
