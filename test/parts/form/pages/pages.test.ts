import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '../../../../src/parts/form/answers/open.ts';
import { type FormServer, openForms } from '../../../support/form-server.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
let forms: FormServer;

beforeAll(async () => {
  forms = await openForms(folder);
});
afterAll(() => forms.close());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await forms.server.request(path, { headers });
  return { response, text: await response.text() };
};

describe('the pages of forms', () => {
  it('make no file where nobody has answered', async () => {
    for (const path of ['/form/', '/form/registration/', '/form/registration/new', '/search?q=a', '/metrics'])
      expect((await get(path)).response.status, path).toBe(200);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('choose the view by the address, by the last time, and by the device', async () => {
    const viewOf = ({ text }: { text: string }) => /form-view-(\w+)/.exec(text)?.[1];
    const asked = await get('/form/note/new?view=list');
    expect(viewOf(asked)).toBe('list');
    const cookie = asked.response.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(viewOf(await get('/form/note/new', { cookie }))).toBe('list');
    expect(viewOf(await get('/form/note/new'))).toBe('page');
    expect(viewOf(await get('/form/note/new', { 'user-agent': 'Mozilla/5.0 (Android) Mobile' }))).toBe(
      'list',
    );
  });

  it('show the pictures, which browsers may keep', async () => {
    const { text } = await get('/form/note/new');
    const address = /src="(\/form\/note\/pages\/1\?v=\w+)"/.exec(text)?.[1] ?? '';
    const picture = await forms.server.request(address);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect((await get('/form/note/pages/2')).response.status).toBe(404);
  });

  it('say which form or answer there is not', async () => {
    expect((await get('/form/registratoin/')).text).toContain('There is no form &quot;registratoin&quot;.');
    const { response, text } = await get('/form/note/77', { 'accept-language': 'fr' });
    expect(response.status).toBe(404);
    expect(text).toContain('Il n’y a pas de réponse 77.');
  });

  it('refuse what other pages send', async () => {
    const response = await forms.server.request('/form/note/new', {
      method: 'POST',
      headers: { host: 'localhost', origin: 'http://evil.example' },
      body: new URLSearchParams({ word: 'x' }),
    });
    expect(response.status).toBe(403);
    expect((await forms.json('/api/forms/note/answers')).data).toEqual({ answers: [], total: 0 });
  });
});

describe('handing in', () => {
  it('keeps the answer once, however often the button is pressed', async () => {
    const id = crypto.randomUUID();
    const first = await forms.post('/form/note/new', { ':id': id, word: '<b>&"' });
    expect(first).toMatchObject({ status: 303, to: '/form/note/1?done=added' });
    expect(await forms.post('/form/note/new', { ':id': id, word: '<b>&"' })).toMatchObject({ to: first.to });
    const { text } = await get('/form/note/1');
    expect(text).toContain('&lt;b>&amp;&quot;');
    expect(text).not.toContain('<b>&');
    expect((await get('/form/note/')).text).toContain('1 answer');
    // Somebody else who went on with the same draft loses nothing.
    const other = await forms.post('/form/note/new', { ':id': id, word: 'other' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('Answer 1 was changed meanwhile');
    const next = /name=":id" value="([^"]+)"/.exec(other.text)?.[1] ?? '';
    await forms.post('/form/note/1/edit', { ':id': next, ':version': '1', ':do': 'over', word: 'other' });
    expect((await forms.json('/api/forms/note/answers/1')).data).toMatchObject({
      answer: { version: 2, values: { word: 'other' } },
    });
  });

  it('says what is wrong, keeps what was typed, and takes no empty form', async () => {
    const id = crypto.randomUUID();
    const wrong = await forms.post('/form/registration/new', { ':id': id, born: '31/02/2000', mail: 'a' });
    expect(wrong.status).toBe(422);
    for (const part of [
      '3 fields to mend',
      'href="#in_name"',
      'There is no 31 February 2000',
      'aria-describedby="error_mail"',
      'value="31/02/2000"',
    ])
      expect(wrong.text).toContain(part);
    expect((await forms.json(`/api/forms/registration/drafts/${id}`)).data).toMatchObject({
      draft: { inputs: { born: '31/02/2000', mail: 'a' } },
    });
    const empty = await forms.post('/form/note/new', { ':id': crypto.randomUUID(), word: ' ' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Nothing is filled in yet.');
  });

  it('keeps in a change what the form has no more', async () => {
    const answers = openAnswers(join(folder, 'data', 'forms', 'answers.sqlite'));
    const { number } = answers.add('note', { word: 'old', gone: 'kept' });
    await forms.post(`/form/note/${number}/edit`, {
      ':id': crypto.randomUUID(),
      ':version': '1',
      word: 'new',
    });
    expect((await forms.json(`/api/forms/note/answers/${number}`)).data).toMatchObject({
      answer: { version: 2, values: { word: 'new', gone: 'kept' } },
    });
    expect((await get(`/form/note/${number}?view=list`)).text).toContain('kept');
    const history = (await get(`/form/note/${number}/history`)).text;
    expect(history).toContain('<del>old</del>');
    answers.close();
  });

  it('of a page that somebody comes back to keeps that, too', async () => {
    const idIn = (text: string) => /name=":id" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const id = crypto.randomUUID();
    const { to } = await forms.post('/form/note/new', { ':id': id, word: 'back' });
    const [, number] = /(\d+)\?/.exec(to) ?? [];
    const again = idIn((await get(`/form/note/new?draft=${id}`)).text);
    expect(again).not.toBe(id);
    const edit = `/form/note/${number}/edit`;
    expect(await forms.post(edit, { ':id': again, ':version': '1', word: 'once' })).toMatchObject({
      to: expect.stringMatching(/done=changed$/),
    });
    expect(idIn((await get(`${edit}?draft=${again}`)).text)).not.toBe(again);
    // A page that was not loaded anew has the old one still: nothing is lost of that either.
    const late = { ':id': again, ':version': '2', word: 'twice' };
    expect((await forms.post(edit, late)).to).toMatch(/done=changed$/);
    expect((await forms.json(`/api/forms/note/answers/${number}`)).data).toMatchObject({
      answer: { version: 3, values: { word: 'twice' } },
    });
  });

  it('of a change without its version overwrites nothing', async () => {
    const { to } = await forms.post('/form/note/new', { ':id': crypto.randomUUID(), word: 'there' });
    const [, number] = /(\d+)\?/.exec(to) ?? [];
    const sent = await forms.post(`/form/note/${number}/edit`, { word: 'blind' });
    expect(sent.status).toBe(409);
    expect((await forms.json(`/api/forms/note/answers/${number}`)).data).toMatchObject({
      answer: { version: 1, values: { word: 'there' } },
    });
  });

  it('shows the draft of one answer in no other', async () => {
    const answers = openAnswers(join(folder, 'data', 'forms', 'answers.sqlite'));
    const [one, other] = ['first', 'second'].map((word) => answers.add('note', { word }));
    const id = crypto.randomUUID();
    answers.keepDraft({
      id,
      form: 'note',
      inputs: { word: 'of the first' },
      of: { answer: one?.id ?? '', version: 1 },
    });
    answers.close();
    expect((await get(`/form/note/${one?.number}/edit?draft=${id}`)).text).toContain('of the first');
    const { text } = await get(`/form/note/${other?.number}/edit?draft=${id}`);
    expect(text).not.toContain('of the first');
    expect(text).not.toContain(`value="${id}"`);
  });

  it('leaves an answer alone in which nothing was changed', async () => {
    const answers = openAnswers(join(folder, 'data', 'forms', 'answers.sqlite'));
    const { number } = answers.add('note', { word: 'same' });
    answers.close();
    const sent = { ':id': crypto.randomUUID(), ':version': '1', word: 'same' };
    expect((await forms.post(`/form/note/${number}/edit`, sent)).to).toMatch(/done=unchanged$/);
  });
});

describe('answers', () => {
  it('are deleted, brought back, and not when somebody was quicker', async () => {
    const answers = openAnswers(join(folder, 'data', 'forms', 'answers.sqlite'));
    const { number } = answers.add('note', { word: 'to delete' });
    answers.close();
    const gone = await forms.post(`/form/note/${number}/delete`, { ':version': '1' });
    expect(gone.to).toBe(`/form/note/?done=deleted&number=${number}`);
    expect((await get(gone.to)).text).toContain(`action="/form/note/${number}/restore"`);
    expect((await get('/form/note/?deleted')).text).toContain('to delete');
    expect((await get(`/form/note/${number}/edit`)).response.headers.get('location')).toBe(
      `/form/note/${number}`,
    );
    expect((await forms.post(`/form/note/${number}/restore`, { ':version': '1' })).to).toMatch(/meanwhile$/);
    expect((await forms.post(`/form/note/${number}/restore`, { ':version': '2' })).to).toMatch(/restored$/);
  });

  it('are listed by pages, the newest first, and found by the search of the whole app', async () => {
    const answers = openAnswers(join(folder, 'data', 'forms', 'answers.sqlite'));
    for (let number = 0; number < 60; number++) answers.add('registration', { name: `Person ${number}` });
    answers.close();
    const first = (await get('/form/registration/')).text;
    expect(first).toContain('60 answers');
    expect(first.indexOf('Person 59')).toBeLessThan(first.indexOf('Person 58'));
    expect(first).not.toContain('Person 9<');
    expect((await get('/form/registration/?page=2')).text).toContain('Person 9<');
    expect((await get('/form/registration/?page=3')).response.status).toBe(404);
    const found = await get('/search?q=person%2059');
    expect(found.text).toContain('/form/registration/60"');
    expect(found.response.headers.get('cache-control')).toBe('no-store');
    expect((await forms.json('/api/search?q=registration')).data).toMatchObject({
      groups: [{ part: 'form', hits: [{ title: 'Registration', address: '/form/registration/' }] }],
    });
  });

  it('are counted for monitoring', async () => {
    const { text } = await get('/metrics');
    expect(text).toContain('form_answers{form="registration"} 60');
    expect(text).toMatch(/^form_unsent 0$/m);
  });
});

describe('answers that go to a bucket', () => {
  it('are said to wait, in the list and for monitoring', async () => {
    const answers = { to: 's3://answers/office/' };
    const other = await openForms(tempFolder(), (spec) => ({ ...spec, answers }));
    const list = async () => (await other.server.request('/form/note/')).text();
    expect(await list()).toContain('All is sent to s3://answers/office/.');
    await other.json('/api/forms/note/answers', { values: { word: 'x' } });
    expect(await list()).toContain('1 version waits to be sent to s3://answers/office/.');
    expect(await (await other.server.request('/metrics')).text()).toMatch(/^form_unsent 1$/m);
    await other.close();
  });
});

describe('the part', () => {
  it('tells of itself, and works', async () => {
    const [part] = forms.app.parts;
    await part?.selftest();
    const home = (await get('/')).text;
    expect(home).toContain('2 forms, 13 fields to fill in');
    expect((await get('/', { 'accept-language': 'fr' })).text).toContain(
      '2 formulaires, 13 champs à remplir',
    );
  });
});

it('a change keeps what was chosen and is no answer of the choice any more', async () => {
  const answers = openAnswers(join(folder, 'data', 'forms', 'answers.sqlite'));
  const { number } = answers.add('registration', { name: 'A', married: 'once', interests: ['chess'] });
  answers.close();
  const change = async (version: string, more: Record<string, string>) => {
    const sent = { ':id': crypto.randomUUID(), ':version': version, name: 'B', ...more };
    await forms.post(`/form/registration/${number}/edit`, sent);
    const { data } = await forms.json(`/api/forms/registration/answers/${number}`);
    return (data['answer'] as { values: object }).values;
  };
  expect(await change('1', {})).toEqual({ name: 'B', married: 'once', interests: ['chess'] });
  expect(await change('2', { 'interests.0': 'on' })).toEqual({
    name: 'B',
    married: 'once',
    interests: ['music'],
  });
});
