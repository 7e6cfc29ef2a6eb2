import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Answers } from '../../../../src/parts/form/answers/answers.ts';
import { openAnswers } from '../../../../src/parts/form/answers/open.ts';
import { announced, openSync, type Sync } from '../../../../src/parts/form/sync/sync.ts';
import { type FaultProxy, s3ErrorAnswer, startFaultProxy } from '../../../support/fault-proxy.ts';
import { packForms } from '../../../support/form-app.ts';
import { setEnvironment, startS3, type TestS3, testEnvironment } from '../../../support/s3.ts';
import { serveSample } from '../../../support/served.ts';
import { tempFolder } from '../../../support/temp.ts';

const by = { app: 'office', version: '1.0.0' };
const form = 'registration';
const to = 's3://answers/office/';

let s3: TestS3;
let network: FaultProxy;
let folder: string;
let answers: Answers;
let opened: Sync[];
let restore: () => void;

beforeAll(async () => {
  s3 = await startS3({ buckets: ['answers'], setEnv: false });
  network = await startFaultProxy(s3.endpoint);
  restore = setEnvironment(testEnvironment(network.url));
});
afterAll(async () => {
  restore();
  await network.stop();
  await s3.stop();
});
beforeEach(() => {
  s3.emptyBucket('answers');
  network.script();
  folder = tempFolder();
  answers = openAnswers(join(folder, 'answers.sqlite'));
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((sync) => sync.close()));
  answers.close();
});

function sending(address = to, from = answers, file = join(folder, 'sending.sqlite')): Sync {
  const sync = openSync({ to: address, file, answers: () => from, by });
  opened.push(sync);
  return sync;
}

const keys = () => s3.keys('answers');
const puts = () => network.requests.filter(({ method }) => method === 'PUT').length;
const objectAt = async (key: string) => JSON.parse(String(await s3.get('answers', key)));

it('each version is an object, sent once', async () => {
  const { id } = answers.add(form, { name: 'Zoë' });
  answers.change(id, 1, { name: 'Zoë Ek' });
  answers.remove(id, 2);
  const sync = sending();
  expect(sync.state()).toEqual({ to, waiting: 3 });
  expect(await sync.send()).toBe(3);
  expect(await keys()).toEqual([1, 2, 3].map((version) => `office/${form}/${id}/${version}.json`));
  expect(await objectAt(`office/${form}/${id}/2.json`)).toMatchObject({
    form,
    id,
    number: 1,
    version: 2,
    done: 'changed',
    values: { name: 'Zoë Ek' },
    by,
  });
  expect(await sync.send()).toBe(0);
  expect(puts()).toBe(3);
  expect(sync.state()).toEqual({ to, waiting: 0 });
});

it('what the network cut off waits, and is there once when it is back', async () => {
  for (let n = 0; n < 6; n += 1) answers.add(form, { n });
  // The fourth is written, and nobody hears of it.
  network.script(({ method }) => {
    if (method !== 'PUT') return puts() >= 4 ? { kind: 'reset' } : undefined;
    return puts() < 4 ? undefined : { kind: puts() === 4 ? 'lose-answer' : 'reset' };
  });
  const sync = sending();
  await expect(sync.send()).rejects.toThrow('Cannot write');
  expect(sync.state()).toMatchObject({
    waiting: 3,
    problem: { message: expect.stringContaining('Cannot write') },
  });
  expect(await keys()).toHaveLength(4);
  network.script();
  expect(await sync.send()).toBe(3);
  expect(await keys()).toHaveLength(6);
  expect(sync.state()).toEqual({ to, waiting: 0 });
}, 60_000);

it('says why it cannot', async () => {
  answers.add(form, { name: 'Zoë' });
  await expect(sending('s3://none/office/').send()).rejects.toThrow('There is no bucket none');
  network.script(() => s3ErrorAnswer(403, 'AccessDenied'));
  const sync = sending();
  await expect(sync.send()).rejects.toThrow(/denied/i);
  expect(sync.state()).toMatchObject({ waiting: 1, problem: { hint: expect.any(String) } });
});

it('a process that was killed in the midst of it leaves nothing undone, and nothing twice', async () => {
  for (let n = 0; n < 40; n += 1) answers.add(form, { n });
  const args = [join(folder, 'answers.sqlite'), join(folder, 'sending.sqlite'), to];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'sync-child.ts'), ...args], {
    env: { ...process.env, ...testEnvironment(network.url) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.split('\n').length > 8) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  const waiting = answers.countUnsent();
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThan(40);
  expect(await sending().send()).toBe(waiting);
  const all = await keys();
  expect(all).toHaveLength(40);
  const numbers = await Promise.all(all.map(async (key) => (await objectAt(key)).values.n));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
}, 60_000);

it('two processes do not do the same work', async () => {
  for (let n = 0; n < 30; n += 1) answers.add(form, { n });
  const args = [join(folder, 'answers.sqlite'), join(folder, 'sending.sqlite'), to];
  const outputs = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'sync-child.ts'), ...args], {
        env: { ...process.env, ...testEnvironment(network.url) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
      return Number(/sent (\d+)/.exec(output)?.[1]);
    }),
  );
  expect(outputs.reduce((sum, sent) => sum + sent, 0)).toBe(30);
  expect(puts()).toBe(30);
  expect(await keys()).toHaveLength(30);
}, 60_000);

it('sends by itself what changes, and what waited', async () => {
  const sync = sending();
  const noticed = announced(answers, sync.wake);
  const { id } = noticed.add(form, { name: 'Zoë' });
  sync.start();
  await vi.waitFor(async () => expect(await keys()).toHaveLength(1), { timeout: 20_000 });
  noticed.change(id, 1, { name: 'Zoë Ek' });
  await vi.waitFor(async () => expect(await keys()).toHaveLength(2), { timeout: 20_000 });
  await vi.waitFor(() => expect(sync.state().waiting).toBe(0), { timeout: 20_000 });
}, 60_000);

it('another version of the same number, from another machine, goes beside it', async () => {
  const { id } = answers.add(form, { name: 'Zoë' });
  await sending().send();
  const other = openAnswers(join(folder, 'other.sqlite'));
  other.add(form, { name: 'Somebody else' }, { id });
  await sending(to, other, join(folder, 'other-sending.sqlite')).send();
  const all = await keys();
  expect(all).toHaveLength(2);
  const values = await Promise.all(all.map(async (key) => (await objectAt(key)).values.name));
  expect(values.sort()).toEqual(['Somebody else', 'Zoë']);
  other.close();
});

it('the app sends by itself while it runs, also what waited from before', async () => {
  const file = join(folder, 'app');
  await packForms(file, (spec) => ({ ...spec, answers: { to } }));
  const data = join(folder, 'data');
  const before = openAnswers(join(data, 'forms', 'answers.sqlite'));
  before.add(form, { name: 'Zoë' });
  before.close();
  const env = { ...testEnvironment(network.url), HOLDALL_DATA: data };
  const url = await serveSample(file, join(folder, 'cache'), env);
  await vi.waitFor(async () => expect(await keys()).toHaveLength(1), { timeout: 20_000 });
  const body = new URLSearchParams({ word: 'Hello' });
  await fetch(`${url}/form/note/new`, { method: 'POST', body });
  await vi.waitFor(async () => expect(await keys()).toHaveLength(2), { timeout: 20_000 });
  const list = async () => (await fetch(`${url}/form/note/`)).text();
  await vi.waitFor(async () => expect(await list()).not.toContain('to be sent'), { timeout: 20_000 });
}, 90_000);
