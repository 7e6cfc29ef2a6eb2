import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPlace } from '../../../src/parts/worker/place.ts';
import { settingsOf } from '../../../src/parts/worker/settings.ts';
import { tempFolder } from '../../support/temp.ts';
import { plainSpec } from '../../support/worker-place.ts';

const needsProc = existsSync('/proc/self/fd') ? it : it.skip;

needsProc('a place that cannot be opened leaves no file open', async () => {
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
});
