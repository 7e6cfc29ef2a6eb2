import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../../src/language/reader.ts';
import type { Answer } from '../../../../src/parts/form/answers/answers.ts';
import * as bundle from '../../../../src/parts/form/bundles/workbooks.ts';
import { type Export, type FormatName, formats } from '../../../../src/parts/form/export/export.ts';
import { useWorkbooks } from '../../../../src/parts/form/workbooks.ts';
import { hasCommand, itNeeds } from '../../../support/needs.ts';
import { tempFolder } from '../../../support/temp.ts';
import { everyKind, everyValue, fieldOf, layoutOf } from '../fields/fields.ts';

useWorkbooks(() => bundle);
const answer = (number: number, values: Answer['values']): Answer => ({
  id: `00000000-0000-4000-8000-00000000000${number}`,
  form: 'registration',
  number,
  version: 2,
  values,
  created: '2026-11-20T10:30:00.000Z',
  changed: '2026-11-21T10:30:00.000Z',
});
const answers = [answer(1, everyValue), answer(2, { name: '=1+1', phone: '-7', amount: -2 })];
const what = (more: Partial<Export> = {}): Export => ({
  title: 'Registration',
  layout: everyKind,
  reader: readerOf('en'),
  count: 2,
  answers: () => answers,
  ...more,
});

async function written(format: FormatName, more: Partial<Export> = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of formats[format].write(what(more))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a workbook', () => {
  it('has a row an answer, with the types right', async () => {
    const { sheets } = await readXlsx(await written('xlsx'));
    const [main, children] = sheets;
    expect(sheets.map(({ name }) => name)).toEqual(['Registration', 'Children']);
    expect(main?.rows[0]).toEqual([
      ...['Number', 'Handed in', 'Name', 'Remarks', 'Amount', 'Date of birth', 'E-mail', 'Telephone'],
      ...['Newsletter', 'Size', 'Days', 'Code', 'Signature', 'Holdall answer'],
    ]);
    const [, first, second] = main?.rows ?? [];
    expect(first?.slice(2)).toEqual([
      ...['Zoë Ångström', 'Two lines,\nof them "one" here.', 1234.5, new Date('1990-12-31T00:00:00Z')],
      ...['zoe@example.org', '+46 (0)8 123 45 67', true, 'Large', 'Tue; 3', '00A17', 'Zoë Ångström'],
      '00000000-0000-4000-8000-000000000001/2',
    ]);
    expect(second?.[8]).toBe(false);
    expect(children?.rows).toEqual([
      ['Number', 'Row', 'First name', 'Age'],
      [1, '1', 'Åke', '7'],
    ]);
  });

  it('has its head in sight, a filter, and lists for choices', async () => {
    const { sheets } = await readXlsx(await written('xlsx'), { readStyles: true });
    expect(sheets[0]?.freezePane).toMatchObject({ rows: 1 });
    expect(sheets[0]?.autoFilter?.range).toBe('A1:N3');
    expect(sheets[0]?.columns?.at(13)?.hidden).toBe(true);
    expect(sheets[0]?.dataValidations?.map(({ range, values }) => [range, values])).toEqual([
      ['I2:I1003', ['TRUE', 'FALSE']],
      ['J2:J1003', ['Small', 'Large']],
    ]);
  });

  it('is written as the answers are read when there are a great many', async () => {
    const bytes = await written('xlsx', { count: 1_000_000 });
    const { sheets } = await readXlsx(bytes);
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.rows[0]).toContain('Children / 1 / First name');
    expect(sheets[0]?.rows[1]).toContain('Åke');
  });

  it('tells fields of one label apart', async () => {
    const layout = layoutOf(
      fieldOf('a', 'text', { label: 'Name', section: 'Mother' }),
      fieldOf('b', 'text', { label: 'Name', section: 'Father' }),
      fieldOf('c', 'text', { label: 'Name', section: 'Father' }),
      fieldOf('d', 'text', { label: '' }),
    );
    const { sheets } = await readXlsx(await written('xlsx', { layout }));
    expect(sheets[0]?.rows[0]?.slice(2, -1)).toEqual([
      'Mother: Name',
      'Father: Name',
      'Father: Name (2)',
      'd',
    ]);
  });

  itNeeds('LibreOffice', hasCommand('soffice', '--version'))(
    'opens in LibreOffice',
    async () => {
      const folder = tempFolder();
      const file = join(folder, 'answers.xlsx');
      writeFileSync(file, await written('xlsx'));
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      execFileSync('soffice', [profile, '--headless', '--convert-to', 'csv', '--outdir', folder, file], {
        stdio: 'ignore',
      });
      const lines = readFileSync(join(folder, 'answers.csv'), 'utf8').split('\n');
      expect(lines[0]).toContain('Number,Handed in,Name,Remarks,Amount,Date of birth');
      expect(lines.join('\n')).toContain(
        '1234.5,1990-12-31,zoe@example.org,+46 (0)8 123 45 67,TRUE,Large,Tue; 3,00A17',
      );
      expect(lines.join('\n')).toContain('=1+1');
    },
    60_000,
  );
});

describe('text', () => {
  it('CSV has every cell of a table, and no formula', async () => {
    const text = String(await written('csv', { mark: true }));
    const lines = text.split('\r\n');
    expect(lines[0]).toMatch(
      /^\ufeffNumber,Handed in,Name,.*,Children \/ 1 \/ First name,Children \/ 1 \/ Age,/,
    );
    expect(text).toContain(
      '1,2026-11-20T10:30:00.000Z,Zoë Ångström,"Two lines,\nof them ""one"" here.",1234.5,1990-12-31',
    );
    expect(lines[2]).toBe(
      "2,2026-11-20T10:30:00.000Z,'=1+1,,-2,,,-7,false,,,,,,,,,00000000-0000-4000-8000-000000000002/2",
    );
  });

  it('JSON has the values as they are', async () => {
    expect(JSON.parse(String(await written('json')))).toMatchObject([
      { number: 1, version: 2, values: everyValue },
      { number: 2 },
    ]);
    expect(JSON.parse(String(await written('json', { answers: () => [] })))).toEqual([]);
    expect(
      String(await written('ndjson'))
        .trim()
        .split('\n'),
    ).toHaveLength(2);
  });

  it('headings are in the language of who asks', async () => {
    expect(String(await written('csv', { reader: readerOf('fr') }))).toMatch(/^Numéro,Reçue le,Name/);
  });
});

describe('answers of an older form', () => {
  const layout = layoutOf(
    fieldOf('born', 'date', { label: 'Born' }),
    fieldOf('news', 'checkbox', { label: 'News' }),
    fieldOf('fax', 'text', { label: 'Telephone' }),
    fieldOf('constructor', 'text', { label: 'Constructor' }),
  );
  const old = [answer(1, { born: 'in May', news: 'weekly', telephone: '112', days: ['Mon', 'Tue'] })];
  const more = { layout, former: ['days', 'telephone'], answers: () => old };

  it.each(['csv', 'xlsx'] as const)(
    'keep what stands in fields that are gone or of another kind: %s',
    async (format) => {
      const bytes = await written(format, more);
      const rows =
        format === 'csv'
          ? bytes
              .toString()
              .trim()
              .split('\r\n')
              .map((line) => line.split(','))
          : (await readXlsx(bytes)).sheets[0]?.rows.map((row) => row.map((cell) => cell ?? ''));
      expect(rows?.map((row) => row.slice(2, -1))).toEqual([
        ['Born', 'News', 'Telephone', 'Constructor', 'days', 'telephone (2)'],
        ['in May', 'weekly', '', '', 'Mon; Tue', '112'],
      ]);
    },
  );
});
