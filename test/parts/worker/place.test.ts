import { existsSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPlace } from '../../../src/parts/worker/place.ts';
import { settingsOf } from '../../../src/parts/worker/settings.ts';
import { itNeeds } from '../../support/needs.ts';
import { tempFolder } from '../../support/temp.ts';
import { plainSpec } from '../../support/worker-place.ts';

it('says that the folder for data cannot be made, and how to name another', async () => {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  await expect(openPlace(settingsOf(plainSpec, {}, file, {}))).rejects.toMatchObject({
    message: `The folder for data ${join(file, 'worker')} cannot be made (ENOTDIR).`,
    hint: 'Name another with --data or in HOLDALL_DATA.',
  });
});

it('refuses places that lead out of the bucket', () => {
  for (const incoming of ['../x', '/etc', 'a//b', 'a\\b', './']) {
    expect(() => settingsOf(plainSpec, { incoming }, tempFolder(), {})).toThrow(
      `${JSON.stringify(incoming)} is no place in the bucket. Write names apart by slashes: images/new/.`,
    );
  }
});

itNeeds('Linux (/proc/self/fd)', existsSync('/proc/self/fd'))(
  'a place that cannot be opened leaves no file open',
  async () => {
    const data = tempFolder();
    const given = { local: true as const, requests: 'no name' };
    await expect(openPlace(settingsOf(plainSpec, given, data, {}))).rejects.toThrow(/no name/);
    const open = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(join('/proc/self/fd', fd))];
      } catch {
        return [];
      }
    });
    expect(open.filter((file) => file.startsWith(data))).toEqual([]);
  },
);
