import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileSync } from '../../src/base/file-sync.ts';
import { openShared } from '../../src/base/shared-database.ts';
import { tempFolder } from '../support/temp.ts';

it('brings a file to the disk for all who ask, now or later, and one that is not there yet', async () => {
  const file = join(tempFolder(), 'log');
  const log = fileSync(file);
  await log.sync();
  appendFileSync(file, 'a');
  await Promise.all(Array.from({ length: 50 }, () => log.sync()));
  appendFileSync(file, 'b');
  await log.sync();
  const last = log.sync();
  log.close();
  await last;
});

it('finds the log of a database where SQLite writes it', async () => {
  const file = join(tempFolder(), 'data.sqlite');
  const { transaction, statement, synced, close } = openShared(file, {
    tables: 'CREATE TABLE IF NOT EXISTS t (a)',
    version: 1,
  });
  transaction(() => statement('INSERT INTO t VALUES (1)').run());
  expect(existsSync(`${file}-wal`)).toBe(true);
  await synced();
  close();
});
