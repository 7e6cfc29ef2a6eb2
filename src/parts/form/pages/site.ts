import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Reader } from '../../../language/reader.ts';
import type { PageContent, RunContext } from '../../run.ts';
import { notFound } from '../../unknown.ts';
import type { Answer } from '../answers/answers.ts';
import type { Desk } from '../desk.ts';
import { inputNames } from '../fields/check.ts';
import type { Inputs } from '../fields/values.ts';
import type { Form } from '../forms.ts';

/** What every page of the part is made from. */
export interface Site {
  context: RunContext;
  desk: Desk;
}

export function readerOf({ context }: Site, c: Context): Reader {
  return context.reader(c.req.raw);
}

/** A page that is another one each time. */
export function show({ context }: Site, c: Context, content: PageContent): Response {
  const response = context.page(c.req.raw, content);
  response.headers.set('cache-control', 'no-store');
  for (const cookie of c.res.headers.getSetCookie()) response.headers.append('set-cookie', cookie);
  return response;
}

/** Leads to a page of this app after something was done. */
export function lead(c: Context, to: string): Response {
  c.header('cache-control', 'no-store');
  return c.redirect(to, 303);
}

/** The form of an address; throws a 404 where there is none. */
export function formOf({ desk }: Site, c: Context): Form {
  const name = c.req.param('form') ?? '';
  const form = desk.forms.find((one) => one.name === name);
  if (form) return form;
  throw notFound(
    'form',
    name,
    desk.forms.map((one) => one.name),
  );
}

/** The answer of an address; throws a 404 where there is none. */
export function answerOf(site: Site, c: Context, form: Form, number = c.req.param('number') ?? ''): Answer {
  const answer = site.desk.kept()?.byNumber(form.name, Number(number));
  if (answer) return answer;
  throw new HTTPException(404, { message: readerOf(site, c).text.form.problems.noAnswer(number) });
}

/** What was sent of a page with a form in it: its inputs, and beside them what the page itself says. */
export interface Sent {
  inputs: Inputs;
  /** What stands in an input of the page itself; '' where it has none. */
  said(name: ':id' | ':version' | ':do'): string;
}

/** Reads what was sent. Throws a 400 for what is no form. */
export async function sentOf(c: Context, form: Form): Promise<Sent> {
  const data = await c.req.formData().catch(() => {
    throw new HTTPException(400, { message: 'The body of the request is no form.' });
  });
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  return { inputs: inputsAmong(form, text), said: text };
}

/** A form's own inputs, without those that are empty. */
export function inputsAmong(form: Form, textOf: (name: string) => string): Inputs {
  const entries = form
    .fields()
    .flatMap(inputNames)
    .map((name): [string, string] => [name, textOf(name)])
    .filter(([, text]) => text !== '');
  return Object.fromEntries(entries);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id if it is one, else a new one. */
export function idOrNew(id: string | undefined): string {
  return isUuid(id) ? id : crypto.randomUUID();
}

export function isUuid(id: unknown): id is string {
  return typeof id === 'string' && UUID.test(id);
}
