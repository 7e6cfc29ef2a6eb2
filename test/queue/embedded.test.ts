import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openQueues } from '../../src/queue/open.ts';
import { tempFolder } from '../support/temp.ts';

function place() {
  const file = join(tempFolder(), 'queues.sqlite');
  const open = () => {
    const queues = openQueues({ file });
    onTestFinished(() => queues.close());
    return queues;
  };
  return { file, open };
}

describe('queues in a file', () => {
  it('are made, filled and emptied by many processes at once, each message once', async () => {
    const { file } = place();
    const child = join(import.meta.dirname, 'embedded-child.ts');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const runs = await Promise.all(
      names.map((name) => promisify(execFile)(process.execPath, [child, file, name, '40'])),
    );
    const got: string[] = runs.flatMap(({ stdout }) => JSON.parse(stdout));
    const sent = names.flatMap((name) => Array.from({ length: 40 }, (_, index) => `${name}-${index}`));
    expect(got.sort()).toEqual(sent.sort());
  });

  it('are there again when the file is opened anew', async () => {
    const { open } = place();
    const first = open();
    await first.create('jobs');
    await first.open('jobs').send([{ body: 'kept', dedupeId: 'x' }]);
    first.close();
    const jobs = open().open('jobs');
    await jobs.send([{ body: 'again', dedupeId: 'x' }]);
    const messages = await jobs.receive({ max: 10, visibilitySeconds: 30 });
    expect(messages.map(({ body }) => body)).toEqual(['kept']);
  });

  it('take no receipt from before they were purged', async () => {
    const queues = place().open();
    await queues.create('jobs');
    const jobs = queues.open('jobs');
    await jobs.send([{ body: 'old' }]);
    const [old] = await jobs.receive({ max: 1, visibilitySeconds: 30 });
    expect(await jobs.purge()).toBe(1);
    await jobs.send([{ body: 'new' }]);
    const [fresh] = await jobs.receive({ max: 1, visibilitySeconds: 30 });
    const receipt = old?.receipt ?? '';
    expect(fresh?.receipt).not.toBe(receipt);
    const outcomes = [...(await jobs.delete([receipt])), ...(await jobs.hide([{ receipt, seconds: 0 }]))];
    expect(outcomes.map((outcome) => outcome?.message)).toEqual([
      'A message of the queue jobs was already deleted, or handed to another worker.',
      'A message of the queue jobs was already deleted, or handed to another worker.',
    ]);
    expect(await jobs.depth()).toEqual({ waiting: 0, inFlight: 1, delayed: 0 });
  });

  it('keep what was handed out too often when the queue for it was removed', async () => {
    const queues = place().open();
    await queues.create('dead');
    await queues.create('jobs', { deadLetters: 'dead', maxReceives: 1 });
    const jobs = queues.open('jobs');
    await jobs.send([{ body: 'a' }]);
    await jobs.receive({ max: 1, visibilitySeconds: 0 });
    await queues.remove('dead');
    const [message] = await jobs.receive({ max: 1, visibilitySeconds: 0 });
    expect(message).toMatchObject({ body: 'a', receives: 2 });
  });

  it('say what is wrong with their file', async () => {
    const garbage = join(tempFolder(), 'queues.sqlite');
    writeFileSync(garbage, 'this is no database, and it is long enough to be looked at'.repeat(100));
    expect(() => openQueues({ file: garbage })).toThrow(`The database ${garbage} cannot be opened.`);
    const { file, open } = place();
    await open().create('jobs');
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 7');
    database.close();
    expect(open).toThrow(`${file} was written by another version of this program.`);
  });
});
