import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { formatUserError, isUserError } from '../../../base/error.ts';
import type { Reader } from '../../../language/reader.ts';
import { attachment } from '../../download.ts';
import type { Form } from '../forms.ts';
import { formOf, lead, readerOf, type Site, show } from '../pages/site.ts';
import { workbooks } from '../workbooks.ts';
import type { Checked } from './check.ts';
import { type Imported, importRows } from './import.ts';
import { type KeptFile, keptFiles } from './kept-files.ts';
import { HandPage, ResultPage } from './page.tsx';

/**
 * Handing in a workbook: `/NAME/check` takes it, `/NAME/check/ID` says what is in it and imports what
 * is accepted, `/NAME/check/ID/corrected.xlsx` is the corrected one.
 */
export function checkRoutes(site: Site): Hono {
  const kept = keptFiles();
  const imported = new WeakMap<KeptFile, Imported>();
  const fileOf = (c: Context, form: Form): KeptFile => {
    const file = kept.get(c.req.param('id') ?? '');
    if (file?.form === form.name) return file;
    throw new HTTPException(404, { message: readerOf(site, c).text.formFields.hand.gone });
  };
  const hand = (c: Context, form: Form, problem?: string): Response => {
    const reader = readerOf(site, c);
    return show(site, c, {
      title: reader.text.formFields.hand.title,
      body: <HandPage form={form} reader={reader} problem={problem} />,
      ...(problem !== undefined && { status: 400 }),
    });
  };

  return new Hono()
    .get('/:form/check', (c) => hand(c, formOf(site, c)))
    .post('/:form/check', async (c) => {
      const form = formOf(site, c);
      const sent = await c.req
        .formData()
        .then((data) => data.get('file'))
        .catch(() => null);
      if (!(sent instanceof File) || sent.name === '') {
        return hand(c, form, readerOf(site, c).text.formFields.hand.noFile);
      }
      const file: KeptFile = {
        form: form.name,
        file: sent.name,
        bytes: new Uint8Array(await sent.arrayBuffer()),
      };
      try {
        await checked(site, c, form, file);
      } catch (error) {
        if (isUserError(error)) return hand(c, form, formatUserError(error));
        throw error;
      }
      return lead(c, `${form.address}/check/${kept.keep(file)}`);
    })
    .get('/:form/check/:id{[0-9a-f-]{36}}', async (c) => {
      const form = formOf(site, c);
      const id = c.req.param('id');
      const file = fileOf(c, form);
      const result = await checked(site, c, form, file);
      const reader = readerOf(site, c);
      return show(site, c, {
        title: reader.text.formFields.hand.title,
        body: (
          <ResultPage form={form} reader={reader} id={id} checked={result} imported={imported.get(file)} />
        ),
      });
    })
    .post('/:form/check/:id{[0-9a-f-]{36}}', async (c) => {
      const form = formOf(site, c);
      const file = fileOf(c, form);
      const result = await checked(site, c, form, file);
      const answers = site.desk.answers();
      const done = await importRows(answers, form.name, result);
      await answers.synced();
      imported.set(file, done);
      return lead(c, `${form.address}/check/${c.req.param('id')}`);
    })
    .get('/:form/check/:id{[0-9a-f-]{36}}/corrected.xlsx', async (c) => {
      const form = formOf(site, c);
      const file = fileOf(c, form);
      const result = await checked(site, c, form, file);
      const bytes = await workbooks().correctedWorkbook(result, file.bytes, readerOf(site, c));
      return new Response(new Uint8Array(bytes), {
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': attachment(correctedName(file.file)),
          'cache-control': 'no-store',
        },
      });
    });
}

/** What a corrected file is called: `answers.xlsx` is `answers-corrected.xlsx`. */
export function correctedName(file: string): string {
  return `${file.replace(/\.[^.]*$/, '')}-corrected.xlsx`;
}

/** What was found in the file that was looked at last: it takes many times the memory of the file. */
let last: { file: KeptFile; reader: Reader; checked: Promise<Checked> } | undefined;

/** Checks a file, unless it is the one that was checked last, in the same language. */
function checked(site: Site, c: Context, form: Form, file: KeptFile): Promise<Checked> {
  const reader = readerOf(site, c);
  if (last?.file === file && last.reader === reader) return last.checked;
  const found = workbooks().checkFile(file.bytes, file.file, form.layout(), reader);
  last = { file, reader, checked: found };
  return found;
}
