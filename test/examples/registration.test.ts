import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { overlapOf } from '../../src/form/box.ts';
import type { Layout } from '../../src/form/layout/types.ts';
import { focused, itHasChromium, visit } from '../support/browser.ts';
import { holdall, runProgram } from '../support/holdall.ts';
import { hasCommand, itNeeds } from '../support/needs.ts';
import { buildExample, serveExecutable } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';

const example = resolve('examples/registration');
const folder = tempFolder();
const env = { HOLDALL_CACHE: join(folder, 'cache'), HOLDALL_DATA: join(folder, 'data') };
let program = '';
let url = '';

beforeAll(async () => {
  program = await buildExample(join(folder, 'out'), 'registration');
  url = await serveExecutable(program, env.HOLDALL_CACHE, { HOLDALL_DATA: env.HOLDALL_DATA });
}, 120_000);

/** Runs a command of the packed app, and returns what it printed. */
async function form(...args: string[]): Promise<string> {
  const { status, out, err } = await runProgram(program, ['form', ...args], { env });
  if (status !== 0) throw new Error(`form ${args.join(' ')} ended with ${status}: ${err}${out}`);
  return out;
}

/** A sheet filled from its first field to its last, without a mouse. */
async function fill(page: Page, surname: string): Promise<void> {
  const { keyboard } = page;
  const write = async (text: string) => {
    await keyboard.type(text);
    await keyboard.press('Enter');
  };
  await write(surname);
  await write('ADA');
  // Rows of boxes for letters lead on by themselves once they are full.
  await keyboard.type('10122015');
  await keyboard.type('01234');
  for (const text of ['LAKESIDE', 'HARBOUR ROAD 4', 'ANNE KING', '+44 20 7946 0018', 'anne@example.org'])
    await write(text);
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await keyboard.press('Space');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await keyboard.press('Space');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await write('2.5');
  await write('11012027');
  for (const text of ['BYRON KING', 'FLUTE', '2024', '', '', '']) await write(text);
  await keyboard.type('ALLERGIC TO "NUTS",');
  await keyboard.press('Enter');
  await keyboard.type('AND TO CATS');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await keyboard.press('Enter');
  await write('21112026');
  await keyboard.type('Anne King');
}

const values = (surname: string) => ({
  surname,
  'first-name': 'ADA',
  'date-of-birth': '10122015',
  postcode: '01234',
  town: 'LAKESIDE',
  'street-and-number': 'HARBOUR ROAD 4',
  name: 'ANNE KING',
  telephone: '+44 20 7946 0018',
  'e-mail': 'anne@example.org',
  instrument: 'Violin',
  days: ['Monday', 'Thursday'],
  'years-of-playing': 2.5,
  'first-lesson-on': '2027-01-11',
  'brothers-and-sisters': [
    ['BYRON KING', 'FLUTE', '2024'],
    ['', '', ''],
  ],
  remarks: 'ALLERGIC TO "NUTS",\nAND TO CATS',
  hire: true,
  date: '2026-11-21',
  signature: 'Anne King',
});

describe('the form of paper.html, from its photo', () => {
  it('is found without the layout: each field in its place, most with the very label', async () => {
    const to = join(tempFolder(), 'found.layout.json');
    const { status, err } = await holdall(['form', 'layout', join(example, 'registration.jpg'), '--to', to]);
    expect({ status, err }).toMatchObject({ status: 0 });
    const { fields }: Layout = JSON.parse(readFileSync(to, 'utf8'));
    const mended: Layout = JSON.parse(readFileSync(join(example, 'registration.layout.json'), 'utf8'));
    const found = mended.fields.map((field) => ({
      field,
      other: fields.find(({ box, kind }) => kind === field.kind && overlapOf(box, field.box) > 0.5),
    }));
    expect(found.filter(({ other }) => !other).map(({ field }) => field.label)).toEqual([]);
    expect(fields.length).toBeLessThanOrEqual(mended.fields.length + 2);
    const same = found.filter(({ field, other }) => other?.label === field.label);
    expect(same.length).toBeGreaterThanOrEqual(0.8 * mended.fields.length);
  }, 120_000);
});

describe('the executable', () => {
  itHasChromium(
    'is filled by keyboard alone in both views; LibreOffice has the same in its cells',
    async () => {
      for (const view of ['page', 'list']) {
        const { page, wrong } = await visit(`${url}/form/registration/new?view=${view}`);
        await focused(page);
        await fill(page, `KING ${view}`);
        await page.keyboard.press('Control+Enter');
        await page.waitForURL(/done=added/);
        expect(wrong).toEqual([]);
        await page.context().close();
      }
      const { answers } = await (await fetch(`${url}/api/forms/registration/answers`)).json();
      expect(answers.map((answer: { values: object }) => answer.values)).toEqual([
        values('KING list'),
        values('KING page'),
      ]);
      const workbook = join(folder, 'answers.xlsx');
      await form('export', '--to', workbook, '--force');
      for (const row of await cellsOf(workbook))
        expect(row).toMatchObject({
          Surname: expect.stringMatching(/^KING (page|list)$/),
          'Date of birth (day, month, year)': '10122015',
          Postcode: '01234',
          'Instrument (one only)': 'Violin',
          'Days (tick all that suit)': 'Monday; Thursday',
          'Years of playing': '2.5',
          'First lesson on (date)': '2027-01-11',
          'Remarks, such as allergies': 'ALLERGIC TO "NUTS",\nAND TO CATS',
          'We would like to hire an instrument from the school.': 'TRUE',
          Date: '2026-11-21',
          Signature: 'Anne King',
        });
    },
    120_000,
  );

  it('checks a workbook with ten mistakes, marks just these, and imports the rest once', async () => {
    const file = join(folder, 'filled.xlsx');
    writeFileSync(file, await filledByHand());
    const corrected = join(folder, 'corrected.xlsx');
    const { status } = await runProgram(program, ['form', 'check', file, '--to', corrected], { env });
    expect(status).toBe(1);
    const { sheets } = await readXlsx(readFileSync(corrected), { readStyles: true });
    const marked = [...(sheets[0]?.cells ?? [])].flatMap(([place, { comment }]) => (comment ? [place] : []));
    expect(marked.sort()).toEqual(Object.keys(mistakes).sort());
    const count = async () =>
      (await form('list', '--format', 'ndjson')).split('\n').filter((line) => line.includes('"HAND')).length;
    await form('import', file, '--accepted-only');
    const once = await count();
    expect(once).toBe(3);
    await form('import', file, '--accepted-only');
    expect(await count()).toBe(once);
  }, 120_000);
});

/** Ten mistakes by the place of their cell, row and column from 0. The last three are certain mends. */
const mistakes: Record<string, string | number | null> = {
  '1,0': null,
  '2,2': '311220120',
  '3,3': 'ANNE KING',
  '3,4': 'anne at example.org',
  '4,5': 'Trombone',
  '4,7': 'two or so',
  '5,8': '31/02/2027',
  '6,5': 'violin',
  '7,7': '2,5',
  '8,9': 'yes',
};

/** Eight rows that somebody typed, with the mistakes in their cells. */
function filledByHand(): Promise<Uint8Array> {
  const head = [
    ...['Surname', 'First name', 'Date of birth (day, month, year)', 'Telephone', 'E-mail'],
    ...['Instrument (one only)', 'Name', 'Years of playing', 'First lesson on (date)'],
    ...['We would like to hire an instrument from the school.', 'Date'],
  ];
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const rows = Array.from({ length: 8 }, (_, index) => [
    ...[`HAND ${index + 1}`, 'ADA', '31122012', '+44 20 7946 0018', 'anne@example.org'],
    ...['Violin', 'ANNE KING', index + 1, day('2027-01-11'), true, day('2026-11-21')],
  ]);
  for (const [place, value] of Object.entries(mistakes)) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    (rows[row - 1] as unknown[])[column] = value;
  }
  return writeXlsx({ sheets: [{ name: 'Registrations', rows: [head, ...rows] }] });
}

const itOffice = hasCommand('soffice', '--version');
itNeeds('LibreOffice', itOffice)('LibreOffice is here to read workbooks', () => expect(itOffice).toBe(true));

/** The rows of a workbook as LibreOffice reads them, by their headings; none without LibreOffice. */
async function cellsOf(workbook: string): Promise<Record<string, string>[]> {
  if (!itOffice) return [];
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'csv', '--outdir', folder, workbook], {
    stdio: 'ignore',
  });
  const text = readFileSync(workbook.replace(/xlsx$/, 'csv'), 'utf8');
  const [head = [], ...rows] = csvRows(text);
  expect(rows).toHaveLength(2);
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head[index] ?? '', cell])));
}

const csvRows = (text: string): string[][] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
};
