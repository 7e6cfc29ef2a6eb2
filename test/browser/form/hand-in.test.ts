import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { barriers, itHasChromium, looks, nameOf, overflow, visit } from '../../support/browser.ts';
import { packForms } from '../../support/form-app.ts';
import { serveSample } from '../../support/served.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
const people = join(folder, 'people.csv');
let url = '';

beforeAll(async () => {
  writeFileSync(
    people,
    'Name;Born on;Income;Interests;Seen by\nAda;1/2/1990;3,5;Music;KL\nBob;31/02/1990;4;book;\n',
  );
  const file = join(folder, 'app');
  await packForms(file);
  url = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: join(folder, 'data') });
}, 120_000);

describe('a workbook that is handed in', () => {
  for (const look of looks)
    for (const script of [true, false])
      itHasChromium(
        `can be added, ${nameOf(look)}${script ? '' : ', without scripts'}`,
        async () => {
          const { page, wrong } = await visit(`${url}/form/registration/check`, { ...look, script });
          await page.setInputFiles('input[type=file]', people);
          await page.click('main form button');
          await page.waitForURL(/check\/[0-9a-f-]{36}$/);
          // The decimal comma is right in French.
          const lines = look.language === 'fr' ? 3 : 4;
          expect(await page.locator('.form-checked tbody tr').count()).toBe(lines);
          if (script) {
            expect(await overflow(page)).toBe(0);
            expect(await barriers(page)).toEqual([]);
          }
          await page.click('main form button');
          await page.waitForSelector('[role=status]');
          expect(wrong).toEqual([]);
        },
        60_000,
      );
});
