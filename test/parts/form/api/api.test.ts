import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FormServer, openForms } from '../../../support/form-server.ts';
import { tempFolder } from '../../../support/temp.ts';

let forms: FormServer;

beforeAll(async () => {
  forms = await openForms(tempFolder());
});
afterAll(() => forms.close());

const answers = '/api/forms/registration/answers';

describe('the API of forms', () => {
  it('lists forms, and tells the layout of one', async () => {
    const { data } = await forms.json('/api/forms');
    expect(data).toEqual({
      forms: [
        {
          name: 'registration',
          title: 'Registration',
          address: '/form/registration/',
          pages: 2,
          fields: 12,
          answers: 0,
          drafts: 0,
        },
        { name: 'note', title: 'A note', address: '/form/note/', pages: 1, fields: 1, answers: 0, drafts: 0 },
      ],
    });
    expect((await forms.json('/api/forms/note')).data).toMatchObject({
      layout: { fields: [{ id: 'word' }] },
    });
  });

  it('takes values and inputs, once for each id', async () => {
    const id = crypto.randomUUID();
    const first = await forms.json(answers, {
      id,
      values: { name: 'Ada', income: 1.5, interests: ['books'] },
    });
    expect(first.status).toBe(201);
    const again = await forms.json(answers, { id, values: { name: 'Other' } });
    expect(again.status).toBe(200);
    expect(again.data).toMatchObject({ answer: { number: 1, values: { name: 'Ada' } } });
    const typed = { inputs: { name: 'Ada', income: '1.5', 'interests.2': 'on' } };
    expect(await forms.json(answers, { ...typed, unique: true })).toMatchObject({
      status: 409,
      data: { detail: 'Answer 1 has the same values.', same: [1] },
    });
    expect(await forms.json(answers, typed)).toMatchObject({ status: 201, data: { same: [1] } });
    const key = crypto.randomUUID();
    const send = () =>
      forms.server.request(answers, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: JSON.stringify({ values: { name: 'By key' } }),
      });
    expect((await send()).status).toBe(201);
    const second = await send();
    expect(second.status).toBe(200);
    expect(second.headers.get('location')).toBe('/api/forms/registration/answers/3');
  });

  it.each([
    ['no JSON', 'x', 'The body of the request is a JSON object.'],
    ['neither', '{}', 'The body has either "values", by field, or "inputs", as they were typed.'],
    ['an unknown field', '{"values":{"nam":"x"}}', 'The form has no field "nam".'],
    [
      'an object for a text',
      '{"values":{"name":{"first":"x"}}}',
      'The value of "name" is a text, a number or true, not a list nor an object.',
    ],
    [
      'an answer that there is none of',
      '{"values":{"name":"x","interests":["books","chess"]}}',
      expect.stringMatching(/^The value of "interests" is a list of some of "/),
    ],
    [
      'a table that is too large',
      '{"values":{"name":"x","children":[["a","b","c","d","e","f"]]}}',
      expect.stringMatching(
        /^The value of "children" is a list of at most \d rows, each a list of at most \d texts\.$/,
      ),
    ],
    [
      'an id that is none',
      '{"id":"7","values":{"name":"x"}}',
      'The id of an answer is a UUID in small letters.',
    ],
  ])('refuses %s', async (_, body, detail) => {
    const response = await forms.server.request(answers, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail });
  });

  it('takes null for no answer', async () => {
    const { status, data } = await forms.json('/api/forms/note/answers', { values: { word: null } });
    expect([status, data]).toMatchObject([422, { detail: 'Nothing is filled in.' }]);
  });

  it('refuses an id that an answer to another form has', async () => {
    const id = crypto.randomUUID();
    await forms.json('/api/forms/note/answers', { id, values: { word: 'x' } });
    const { status, data } = await forms.json(answers, { id, values: { name: 'x' } });
    expect([status, data]).toMatchObject([409, { detail: 'An answer to another form has this id.' }]);
  });

  it('says which fields are wrong', async () => {
    const { status, data } = await forms.json(answers, { values: { born: '2000-02-31', income: 'much' } });
    expect(status).toBe(422);
    expect(data).toMatchObject({
      title: 'Unprocessable content',
      detail: '3 fields are wrong.',
      fields: [{ field: 'name' }, { field: 'born', name: 'born' }, { field: 'income' }],
    });
  });

  it('changes, deletes and brings back by version, and refuses an old one with what is there now', async () => {
    const one = `${answers}/1`;
    const values = { name: 'Ada L.' };
    expect(await forms.json(one, { version: 1, values }, 'PUT')).toMatchObject({
      status: 200,
      data: { answer: { version: 2 } },
    });
    expect(await forms.json(one, { version: 1, values: { name: 'Late' } }, 'PUT')).toMatchObject({
      status: 409,
      data: {
        detail: 'Answer 1 was changed meanwhile: it is of version 2 now.',
        now: { version: 2, values },
      },
    });
    expect((await forms.json(`${one}?version=1`, undefined, 'DELETE')).status).toBe(409);
    expect((await forms.json(one, undefined, 'DELETE')).status).toBe(400);
    expect((await forms.json(`${one}?version=2`, undefined, 'DELETE')).status).toBe(200);
    expect((await forms.json(`${answers}?deleted=true`)).data).toMatchObject({ total: 1 });
    expect((await forms.json(`${one}/restore?version=3`, {})).status).toBe(200);
    expect((await forms.json(`${one}/history`)).data).toMatchObject({
      versions: [{ done: 'added' }, { done: 'changed' }, { done: 'deleted' }, { done: 'restored' }],
    });
    expect((await forms.json(`${answers}/99`)).status).toBe(404);
  });

  it('lists by words and by pages', async () => {
    expect((await forms.json(`${answers}?search=ada&limit=1&offset=1`)).data).toMatchObject({
      total: 2,
      answers: [{ number: 1 }],
    });
    expect(await forms.json(`${answers}?limit=0`)).toMatchObject({
      status: 400,
      data: { detail: '"limit" is a whole number from 1 to 1000, not "0".' },
    });
  });

  it('keeps drafts, tells what is wrong with them, and drops what is empty', async () => {
    const draft = `/api/forms/registration/drafts/${crypto.randomUUID()}`;
    const said = await forms.json(draft, { inputs: { born: '1/2/2000', mail: 'x', stray: 'y' } }, 'PUT');
    expect(said.data).toMatchObject({
      errors: [{ name: 'name' }, { name: 'mail' }],
      texts: { born: '01/02/2000' },
    });
    expect((await forms.json(draft)).data).toMatchObject({
      draft: { inputs: { born: '1/2/2000', mail: 'x' } },
    });
    await forms.json(draft, { inputs: {} }, 'PUT');
    expect((await forms.json(draft)).status).toBe(404);
    await forms.json(draft, { inputs: { name: 'A' } }, 'PUT');
    expect((await forms.json(draft, undefined, 'DELETE')).status).toBe(204);
    expect((await forms.json('/api/forms/registration/drafts')).data).toEqual({ drafts: [] });
    expect((await forms.json('/api/forms/registration/drafts/x', { inputs: {} }, 'PUT')).status).toBe(400);
  });

  it('takes no more than a megabyte', async () => {
    const much = { values: { name: 'x'.repeat(1_100_000) } };
    expect((await forms.json(`${answers}/1`, { version: 4, ...much }, 'PUT')).status).toBe(413);
  });

  it('is described as it answers', async () => {
    const { data } = await forms.json('/api/openapi.json');
    const paths = Object.entries(data['paths'] as Record<string, Record<string, object>>);
    for (const [path, methods] of paths.filter(([one]) => one.startsWith('/api/forms'))) {
      const address = path.replace('{form}', 'note').replace('{number}', '1').replace('{id}', 'x');
      for (const method of Object.keys(methods)) {
        const { status, data } = await forms.json(address, undefined, method.toUpperCase());
        expect(status, `${method} ${path}`).not.toBe(405);
        if (status === 404)
          expect(data, `${method} ${path}`).not.toMatchObject({ detail: 'There is nothing here.' });
      }
    }
    const json = JSON.stringify(data);
    for (const [, name] of json.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(json, name).toContain(`"${name}":{`);
  });
});
