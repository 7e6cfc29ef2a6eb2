import { writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../src/base/make-folder.ts';
import { itNeeds } from '../support/needs.ts';
import { tempFolder } from '../support/temp.ts';

it('makes what is missing, also when several do so at once', async () => {
  const folder = join(tempFolder(), 'a', 'b', 'c');
  await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(join(folder, 'd'))]);
  await makeFolder(folder);
  expect((await stat(join(folder, 'd'))).isDirectory()).toBe(true);
});

it('says that a file is in the way', async () => {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

itNeeds('Linux, for /proc', process.platform === 'linux')(
  'comes to an end where nothing can be made',
  async () => {
    await expect(makeFolder('/proc/nobody/made/me')).rejects.toMatchObject({ code: 'ENOENT' });
  },
);
