import { Hono } from 'hono';
import { bodyOf } from '../../../base/body.ts';
import type { Reader } from '../../../language/reader.ts';
import { attachment } from '../../download.ts';
import type { Desk } from '../desk.ts';
import type { Form } from '../forms.ts';
import { formOf, readerOf, type Site } from '../pages/site.ts';
import { type Export, formatNames, formats } from './export.ts';

/** The answers as files: `/NAME/answers.xlsx`, `.csv` (`?bom=1`), `.json`, `.ndjson`. */
export function exportRoutes(site: Site): Hono {
  const routes = new Hono();
  for (const format of formatNames) {
    routes.get(`/:form/answers.${format}`, (c) => {
      const form = formOf(site, c);
      const what = exportOf(site.desk, form, readerOf(site, c), c.req.query('bom') === '1');
      return new Response(bodyOf(formats[format].write(what)), {
        headers: {
          'content-type': formats[format].type,
          'content-disposition': attachment(`${form.name}.${format}`),
          'cache-control': 'no-store',
        },
      });
    });
  }
  return routes;
}

/** All answers to a form that are not deleted. */
export function exportOf(desk: Desk, form: Form, reader: Reader, mark = false): Export {
  const answers = desk.kept();
  const ids = new Set(form.fields().map(({ id }) => id));
  return {
    title: form.title,
    layout: form.layout(),
    former: (answers?.fieldIds(form.name) ?? []).filter((id) => !ids.has(id)),
    reader,
    count: answers?.list(form.name, { limit: 0 }).total ?? 0,
    answers: () => answers?.all(form.name) ?? [],
    mark,
  };
}
