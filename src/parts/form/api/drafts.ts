import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Draft } from '../answers/answers.ts';
import { valuesOf } from '../fields/check.ts';
import { inputsOf } from '../fields/inputs.ts';
import { formOf, inputsAmong, isUuid, readerOf, type Site } from '../pages/site.ts';
import { isObject, json, objectOf } from './request.ts';

/** Drafts below `/api/forms/NAME/drafts`: what somebody is typing, and what is to be said about it. */
export function draftRoutes(site: Site): Hono {
  const { desk } = site;
  return new Hono()
    .get('/', (c) => json(c, { drafts: desk.kept()?.drafts(formOf(site, c).name) ?? [] }))
    .get('/:id', (c) => {
      const draft = desk.kept()?.draft(c.req.param('id'));
      if (draft && draft.form === formOf(site, c).name) return json(c, { draft });
      throw new HTTPException(404, { message: readerOf(site, c).text.form.problems.noDraft });
    })
    .put('/:id', (c) => keep(site, c, c.req.param('id')))
    .delete('/:id', async (c) => {
      formOf(site, c);
      desk.kept()?.dropDraft(c.req.param('id'));
      await desk.kept()?.synced();
      return c.body(null, 204, { 'cache-control': 'no-store' });
    });
}

/**
 * Keeps what stands in the inputs by now, and answers with what is wrong with it and with how the
 * rest is usually written. A draft of nothing is dropped.
 */
async function keep(site: Site, c: Context, id: string): Promise<Response> {
  const form = formOf(site, c);
  if (!isUuid(id)) throw new HTTPException(400, { message: 'The id of a draft is a UUID in small letters.' });
  const body = await objectOf(c);
  const given = isObject(body['inputs']) ? body['inputs'] : {};
  const inputs = inputsAmong(form, (name) => {
    const text = Object.hasOwn(given, name) ? given[name] : '';
    return typeof text === 'string' ? text : '';
  });
  const answers = site.desk.answers();
  const of = ofIn(body['of']);
  if (Object.keys(inputs).length === 0) answers.dropDraft(id);
  else answers.keepDraft({ id, form: form.name, inputs, ...(of && { of }) });
  await answers.synced();
  const reader = readerOf(site, c);
  const { values, errors } = valuesOf(form.layout(), inputs, reader);
  return json(c, { errors, texts: inputsOf(form.layout(), values, reader) });
}

function ofIn(value: unknown): Draft['of'] {
  if (!isObject(value)) return undefined;
  const { answer, version } = value;
  return typeof answer === 'string' && typeof version === 'number' ? { answer, version } : undefined;
}
