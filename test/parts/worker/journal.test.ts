import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openJournal } from '../../../src/parts/worker/loop/journal.ts';
import { tempFolder } from '../../support/temp.ts';

it('keeps a file a day and worker', async () => {
  const folder = tempFolder();
  const [one, two] = ['one', 'two'].map((worker) => openJournal(folder, worker, fail));
  one?.write({ at: '2026-01-31T23:59:59.999Z', outcome: 'done', id: 'a', ms: 1.5 });
  one?.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'refused', id: 'b' });
  two?.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'dead', id: 'c' });
  await Promise.all([one?.close(), two?.close()]);
  const lines = (day: string, worker: string) =>
    readFileSync(join(folder, day, `${worker}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n');
  expect(lines('2026-01-31', 'one')).toEqual([
    '{"at":"2026-01-31T23:59:59.999Z","outcome":"done","id":"a","ms":1.5}',
  ]);
  expect(lines('2026-02-01', 'one')).toHaveLength(1);
  expect(lines('2026-02-01', 'two')).toHaveLength(1);
});

it('goes on with the file of a worker that was started again', async () => {
  const folder = tempFolder();
  for (const id of ['a', 'b']) {
    const journal = openJournal(folder, 'w', fail);
    journal.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'done', id });
    await journal.close();
  }
  expect(readFileSync(join(folder, '2026-02-01', 'w.jsonl'), 'utf8').match(/\n/g)).toHaveLength(2);
});

it('tells that it cannot be written', async () => {
  const file = join(tempFolder(), 'a-file');
  writeFileSync(file, '');
  const errors: unknown[] = [];
  const journal = openJournal(file, 'w', (error) => errors.push(error));
  journal.write({ at: '2026-02-01T00:00:00.000Z', outcome: 'done' });
  await journal.close();
  expect(errors).toEqual([expect.objectContaining({ code: 'ENOTDIR' })]);
});

function fail(error: unknown): void {
  throw error;
}
