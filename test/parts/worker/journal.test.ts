import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openJournal } from '../../../src/parts/worker/loop/journal.ts';
import { readJournal } from '../../../src/parts/worker/loop/read-journal.ts';
import { openStore } from '../../../src/store/open.ts';
import { tempFolder } from '../../support/temp.ts';

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

it('keeps pieces a day and worker', async () => {
  const folder = tempFolder();
  const [one, two] = ['one', 'two'].map((worker) => open(folder, worker));
  one?.write({ at: '2026-01-31T23:59:59.999Z', outcome: 'done', kind: 'numbers', id: 'a', ms: 1.5 });
  one?.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'refused', id: 'b' });
  two?.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'dead', id: 'c' });
  await Promise.all([one?.close(), two?.close()]);
  expect(lines(join(folder, '2026-01-31', 'one', '0001.jsonl'))).toEqual([
    { at: '2026-01-31T23:59:59.999Z', outcome: 'done', kind: 'numbers', id: 'a', ms: 1.5, worker: 'one' },
  ]);
  expect(lines(join(folder, '2026-02-01', 'one', '0002.jsonl'))).toHaveLength(1);
  expect(lines(join(folder, '2026-02-01', 'two', '0001.jsonl'))).toHaveLength(1);
});

it('puts finished pieces into the bucket, and begins another when one is large', async () => {
  const folder = tempFolder();
  const bucket = openStore(`${tempFolder()}/`);
  const journal = open(folder, 'w', { bucket, pieceBytes: 10 });
  for (const id of ['a', 'b', 'c']) {
    journal.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'done', id });
    // Lines are gathered for half a second.
    await written(folder, bucket.address, id);
  }
  await journal.close();
  const names = readdirSync(join(bucket.address, 'journal/2026-02-01/w'));
  expect(names).toEqual(['0001.jsonl', '0002.jsonl', '0003.jsonl']);
  expect(readdirSync(folder)).toEqual([]);
});

it('finishes a piece after its time', async () => {
  const folder = tempFolder();
  const bucket = openStore(`${tempFolder()}/`);
  const journal = open(folder, 'w', { bucket, pieceMs: 50 });
  journal.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'done' });
  const piece = join(bucket.address, 'journal/2026-02-01/w/0001.jsonl');
  while (!existsSync(piece)) await new Promise((resolve) => setTimeout(resolve, 20));
  await journal.close();
  expect(lines(piece)).toHaveLength(1);
});

it('puts away what a worker that was killed has left, once nobody writes to it any more', async () => {
  const folder = tempFolder();
  const bucket = openStore(`${tempFolder()}/`);
  const left = (name: string, seconds: number) => {
    mkdirSync(join(folder, '2026-02-01', name), { recursive: true });
    const file = join(folder, '2026-02-01', name, '0001.jsonl');
    writeFileSync(file, '{"at":"2026-02-01T00:00:00.000Z","outcome":"done"}\n');
    const touched = Date.now() / 1000 - seconds;
    utimesSync(file, touched, touched);
    return file;
  };
  const [dead, alive, twice] = [left('dead', 700), left('alive', 60), left('twice', 700)];
  // Put away by another, who was killed before he could remove it here.
  await bucket.write('journal/2026-02-01/twice/0001.jsonl', readFileSync(twice));
  await open(folder, 'w', { bucket }).close();
  expect([dead, alive, twice].map((file) => existsSync(file))).toEqual([false, true, false]);
  expect(readdirSync(join(bucket.address, 'journal/2026-02-01'))).toEqual(['dead', 'twice']);
  expect(await bucket.head('journal/2026-02-01/dead/0001.jsonl')).toBeDefined();
});

it('keeps pieces here while the bucket cannot be written', async () => {
  const folder = tempFolder();
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  const errors: unknown[] = [];
  const journal = open(folder, 'w', {
    bucket: openStore(`${file}/`),
    onError: (error) => errors.push(error),
  });
  journal.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'done' });
  await journal.close();
  expect(errors).toHaveLength(1);
  expect(lines(join(folder, '2026-02-01/w/0001.jsonl'))).toHaveLength(1);
});

it('is read in the order of time, out of all places, by day, kind, outcome and worker', async () => {
  const [folder, other] = [tempFolder(), tempFolder()];
  const bucket = openStore(`${other}/`);
  const one = open(folder, 'one', { bucket });
  one.write({ at: '2026-02-01T00:00:02.000Z', outcome: 'done', kind: 'image', id: 'b' });
  one.write({ at: '2026-02-02T00:00:00.000Z', outcome: 'done', kind: 'numbers', id: 'd' });
  await one.close();
  const two = open(folder, 'two');
  two.write({ at: '2026-02-01T00:00:01.000Z', outcome: 'refused', kind: 'numbers', id: 'a' });
  two.write({ at: '2026-02-01T00:00:03.000Z', outcome: 'done', kind: 'numbers', id: 'c' });
  await two.close();
  // Half a line, of a worker that was killed.
  appendFileSync(join(folder, '2026-02-01/two/0001.jsonl'), '{"at":"2026-');
  const places = [bucket.at('journal/'), openStore(`${folder}/`)];
  const ids = async (filter: Parameters<typeof readJournal>[1]) =>
    (await readJournal(places, filter)).map(({ id }) => id).join('');
  expect(await ids({})).toBe('abcd');
  expect(await ids({ day: '2026-02-01' })).toBe('abc');
  expect(await ids({ day: '2026-02' })).toBe('abcd');
  expect(await ids({ kind: 'image' })).toBe('b');
  expect(await ids({ outcome: 'done', kind: 'numbers' })).toBe('cd');
  expect(await ids({ worker: 'two' })).toBe('ac');
  expect(await ids({ day: '2026-03-01' })).toBe('');
  // From the latest day on, and no further than need be.
  const last = async (enough: number) => (await readJournal(places, {}, enough)).map(({ id }) => id).join('');
  expect(await last(1)).toBe('d');
  expect(await last(2)).toBe('abcd');
});

it('tells that it cannot be written', async () => {
  const file = join(tempFolder(), 'a-file');
  writeFileSync(file, '');
  const errors: unknown[] = [];
  const journal = open(file, 'w', { onError: (error) => errors.push(error) });
  journal.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'done' });
  await journal.close();
  expect(errors).toEqual([expect.objectContaining({ code: 'ENOTDIR' })]);
});

function open(folder: string, worker: string, more: Partial<Parameters<typeof openJournal>[0]> = {}) {
  return openJournal({
    folder,
    worker,
    bucket: undefined,
    onError(error) {
      throw error;
    },
    ...more,
  });
}

/** Waits until a line is in a file, here or in the bucket. */
async function written(folder: string, bucket: string, id: string): Promise<void> {
  const places = [openStore(`${folder}/`), openStore(`${bucket}journal/`)];
  const isThere = async () => (await readJournal(places, {})).some((entry) => entry.id === id);
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
}
