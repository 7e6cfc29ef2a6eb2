import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type Answer, ChangedMeanwhile } from '../answers/answers.ts';
import { valuesOf } from '../fields/check.ts';
import { inputsOf } from '../fields/inputs.ts';
import type { Inputs, Values } from '../fields/values.ts';
import type { Form } from '../forms.ts';
import { inputsAmong, isUuid, readerOf, type Site } from '../pages/site.ts';
import { lostIn } from '../pages/texts.ts';
import { givenValues } from './given.ts';
import { isObject, json, numberIn, objectOf, problem } from './request.ts';

/** Keeps an answer: 201, or 200 for one that is there already by its id. */
export async function addAnswer(site: Site, c: Context, form: Form): Promise<Response> {
  const body = await objectOf(c);
  const id = c.req.header('idempotency-key') ?? body['id'] ?? crypto.randomUUID();
  if (!isUuid(id))
    throw new HTTPException(400, { message: 'The id of an answer is a UUID in small letters.' });
  const read = valuesIn(site, c, form, body);
  if (read instanceof Response) return read;
  const answers = site.desk.answers();
  const known = answers.get(id);
  if (known && known.form !== form.name) {
    return problem(409, 'Conflict', 'An answer to another form has this id.', {});
  }
  const same = answers.same(form.name, read, id).map(({ number }) => number);
  if (body['unique'] === true && same.length > 0 && !known) {
    return problem(409, 'Conflict', `Answer ${same.join(', ')} has the same values.`, { same });
  }
  const answer = answers.add(form.name, read, { id });
  await answers.synced();
  c.header('location', `/api/forms/${encodeURIComponent(form.name)}/answers/${answer.number}`);
  return json(c, { answer, same }, known ? 200 : 201);
}

/** Changes an answer of the version that is named; 409 with the one that is there by now. */
export async function changeAnswer(site: Site, c: Context, form: Form, answer: Answer): Promise<Response> {
  const body = await objectOf(c);
  const { version } = body;
  if (typeof version !== 'number') {
    throw new HTTPException(400, { message: '"version" is the version of the answer that was read.' });
  }
  const read = valuesIn(site, c, form, body);
  if (read instanceof Response) return read;
  const values = { ...lostIn(form, answer.values), ...read };
  return attempt(site, c, () => site.desk.answers().change(answer.id, version, values));
}

export async function removeAnswer(site: Site, c: Context, { id }: Answer): Promise<Response> {
  const version = numberIn(c, 'version', { least: 1, most: 1e9 });
  return attempt(site, c, () => site.desk.answers().remove(id, version));
}

export async function restoreAnswer(site: Site, c: Context, { id }: Answer): Promise<Response> {
  const version = numberIn(c, 'version', { least: 1, most: 1e9 });
  return attempt(site, c, () => site.desk.answers().restore(id, version));
}

async function attempt({ desk }: Site, c: Context, act: () => Answer): Promise<Response> {
  try {
    const answer = act();
    await desk.answers().synced();
    return json(c, { answer });
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return problem(409, 'Conflict', error.message, { now: error.now });
    throw error;
  }
}

/** What was sent, as `values` or as `inputs`; a 422 that says what is wrong in which field. */
function valuesIn(site: Site, c: Context, form: Form, body: Record<string, unknown>): Values | Response {
  const reader = readerOf(site, c);
  const layout = form.layout();
  const { values: given, inputs: typed } = body;
  if (isObject(given) === isObject(typed)) {
    throw new HTTPException(400, {
      message: 'The body has either "values", by field, or "inputs", as they were typed.',
    });
  }
  // Values are checked as what somebody would have typed to say them.
  const inputs: Inputs = isObject(given)
    ? inputsOf(layout, givenValues(layout.fields, given), reader)
    : inputsAmong(form, (name) => {
        const text = isObject(typed) && Object.hasOwn(typed, name) ? typed[name] : '';
        return typeof text === 'string' ? text : '';
      });
  const { values, errors } = valuesOf(layout, inputs, reader);
  if (errors.length > 0) {
    const detail = errors.length === 1 ? 'One field is wrong.' : `${errors.length} fields are wrong.`;
    return problem(422, 'Unprocessable content', detail, { fields: errors });
  }
  if (Object.keys(values).length === 0) {
    return problem(422, 'Unprocessable content', 'Nothing is filled in.', { fields: [] });
  }
  return values;
}
