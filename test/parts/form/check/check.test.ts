import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../../src/language/reader.ts';
import { checkFile } from '../../../../src/parts/form/check/check.ts';
import { correctedWorkbook } from '../../../../src/parts/form/check/corrected.ts';
import { itNeeds, pythonWith } from '../../../support/needs.ts';
import { tempFolder } from '../../../support/temp.ts';
import { zipped } from '../../../table/read/xlsx/book.ts';
import { fieldOf, layoutOf, option } from '../fields/fields.ts';
import { layout, planted, plantedBook } from './book.ts';

const en = readerOf('en');
const python = pythonWith('openpyxl');

const csv = (text: string, form = layout) => checkFile(Buffer.from(text), 'answers.csv', form, en);

describe('a workbook with ten mistakes', () => {
  it('comes back with just these', async () => {
    const checked = await checkFile(await plantedBook(), 'answers.xlsx', layout, en);
    expect(checked.grid.name).toBe('Answers');
    expect(checked.head.row).toBe(1);
    expect(checked.unknown).toEqual(['Seen by']);
    const found = Object.fromEntries([
      ...checked.changes.map((one) => [`${one.column}${one.row}`, { value: one.before, after: one.after }]),
      ...checked.problems.map((one) => [`${one.column}${one.row}`, one]),
    ]);
    expect(Object.keys(found).sort()).toEqual(Object.keys(planted).sort());
    for (const [cell, { value, after, message, proposal }] of Object.entries(planted)) {
      if (message === undefined) expect(found[cell]).toEqual({ value: String(value), after });
      else
        expect(found[cell]).toMatchObject({
          message: expect.stringMatching(message),
          ...(proposal && { proposal }),
        });
    }
    expect(checked.changes).toHaveLength(4);
    // Of eight rows with answers, mistakes that are no mend are in four.
    expect(checked.rows.map(({ row }) => row)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(checked.accepted.map(({ row }) => row)).toEqual([3, 4, 7, 10]);
    expect(checked.accepted[2]?.values).toMatchObject({ size: 'Large', amount: 12.5, born: '1990-12-31' });
  });

  it('has them marked with a note, and all else as it was', async () => {
    const bytes = await plantedBook();
    const checked = await checkFile(bytes, 'answers.xlsx', layout, en);
    const { sheets } = await readXlsx(await correctedWorkbook(checked, bytes, en), { readStyles: true });
    expect(sheets.map(({ name }) => name)).toEqual(['Notes', 'Answers', 'Problems', 'Changes']);
    const [notes, answers, problems, changes] = sheets;
    expect(notes?.rows).toEqual([['Nothing of the form'], ['Name'], ['stays']]);
    const marked = [...(answers?.cells ?? [])].flatMap(([place, { comment }]) => (comment ? [place] : []));
    expect(marked.map(cellName).sort()).toEqual(Object.keys(planted).sort());
    const noteOf = (cell: string) => answers?.cells?.get(placeOf(cell))?.comment?.text;
    expect(noteOf('C5')).toContain('Before: 12,5');
    expect(noteOf('I8')).toContain('Proposal: Small');
    expect(answers?.rows[4]?.[2]).toBe(12.5);
    expect(answers?.rows[8]?.[3]).toEqual(new Date('1990-03-03T00:00:00Z'));
    expect(answers?.rows[5]?.[7]).toBe(true);
    expect(answers?.rows[4]?.[3]).toBe('31/02/1990');
    expect(answers?.cells?.get('2,2')?.formula).toBe('10+2.5');
    expect(problems?.rows).toHaveLength(7);
    expect(problems?.rows[0]).toEqual(['File', 'Row', 'Column', 'Value', 'Proposal', 'What is wrong']);
    expect(changes?.rows.flat()).toContain('12,5');
    expect(changes?.rows.flat()).not.toContain('Rows dropped');
  });

  it('says it in French', async () => {
    const fr = readerOf('fr');
    const bytes = await plantedBook();
    const checked = await checkFile(bytes, 'reponses.xlsx', layout, fr);
    const { sheets } = await readXlsx(await correctedWorkbook(checked, bytes, fr));
    expect(sheets.map(({ name }) => name)).toEqual(['Notes', 'Answers', 'Problèmes', 'Modifications']);
  });

  itNeeds('Python with openpyxl', python !== undefined)(
    'opens in openpyxl, with the ten filled and noted',
    async () => {
      const bytes = await plantedBook();
      const checked = await checkFile(bytes, 'answers.xlsx', layout, en);
      const file = join(tempFolder(), 'corrected.xlsx');
      writeFileSync(file, await correctedWorkbook(checked, bytes, en));
      const script = `
import openpyxl, sys
sheet = openpyxl.load_workbook(sys.argv[1])['Answers']
cells = [c for row in sheet.iter_rows() for c in row]
print(' '.join(sorted(c.coordinate for c in cells if c.comment)))
print(' '.join(sorted(c.coordinate for c in cells if c.fill.fill_type == 'solid')))
print(sheet['C3'].value)`;
      const lines = execFileSync(python ?? 'python3', ['-c', script, file])
        .toString()
        .trim()
        .split('\n');
      const cells = Object.keys(planted).sort().join(' ');
      expect(lines).toEqual([cells, cells, '=10+2.5']);
    },
  );
});

describe('a file', () => {
  it('can be CSV, of any kind, and becomes a workbook', async () => {
    const text =
      'Name;Amount;Date of birth;Newsletter\r\nAnna;12,5;31/12/1990;true\r\nBo;x;1990-12-31;yes\r\n';
    const checked = await csv(text);
    expect(checked.accepted).toMatchObject([
      { values: { name: 'Anna', amount: 12.5, born: '1990-12-31', news: true } },
    ]);
    expect(checked.changes.map(({ column, row }) => column + row)).toEqual(['B2', 'D3']);
    expect(checked.problems.map(({ column, row }) => column + row)).toEqual(['B3']);
    const { sheets } = await readXlsx(await correctedWorkbook(checked, Buffer.from(text), en));
    expect(sheets[0]?.rows.slice(0, 3)).toEqual([
      ['Name', 'Amount', 'Date of birth', 'Newsletter'],
      ['Anna', 12.5, new Date('1990-12-31T00:00:00Z'), true],
      ['Bo', 'x', new Date('1990-12-31T00:00:00Z'), true],
    ]);
  });

  it('of Windows has its accents', async () => {
    const bytes = Buffer.from('Name;Amount\r\nZoë;1\r\n', 'latin1');
    const checked = await checkFile(bytes, 'answers.csv', layout, en);
    expect(checked.accepted[0]?.values).toEqual({ name: 'Zoë', amount: 1 });
  });

  it('has cells of tables in columns of their own', async () => {
    const checked = await csv('Name,Children / 1 / First name,Children / 2 / Age\nAnna,Åke,7\n');
    expect(checked.accepted[0]?.values['children']).toEqual([
      ['Åke', ''],
      ['', '7'],
    ]);
  });

  it('without a column that is needed has no row that is accepted', async () => {
    const checked = await csv('Amount,Code\n1,A\n');
    expect(checked.faults).toEqual(['There is no column “Name”, which the form needs.']);
    expect(checked.accepted).toEqual([]);
  });

  it.each([
    ['', 'The file is empty.'],
    ['a,b\n1,2\n', 'The file has no columns of this form in its first 20 rows.'],
    ['PK\u0003\u0004 and no more', 'The workbook cannot be read'],
    ['\u0000\u0001', 'The file is neither a workbook (.xlsx) nor CSV.'],
  ])('that is none is refused: %j', async (text, message) => {
    await expect(csv(text)).rejects.toThrow(message);
  });

  it('that would take all memory is refused before it is unpacked', async () => {
    const rows: (number | null)[][] = Array.from({ length: 1300 }, () => []);
    rows.push([...Array<null>(16_383).fill(null), 1]);
    const far = await writeXlsx({ sheets: [{ name: 'A', rows }] });
    await expect(checkFile(far, 'far.xlsx', layout, en)).rejects.toThrow(
      'The sheet "A" of the workbook reaches to row 1301 and column 16384: that is too large.',
    );
    const bomb = await zipped({ 'xl/workbook.xml': Buffer.alloc(100_000_001) });
    await expect(checkFile(bomb, 'bomb.xlsx', layout, en)).rejects.toThrow(
      'The workbook unpacks to more than 100 MB.',
    );
  });

  it('may lack its first rows', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'A', rows: [[], [], ['Name', 'Amount'], ['Anna', 1]] }],
    });
    const checked = await checkFile(bytes, 'answers.xlsx', layout, en);
    expect(checked.accepted[0]).toMatchObject({ row: 4, values: { name: 'Anna', amount: 1 } });
  });
});

describe('cells', () => {
  const form = layoutOf(
    fieldOf('name', 'text', { label: 'Name' }),
    fieldOf('code', 'comb', { label: 'Code', length: 4 }),
    fieldOf('born', 'date', { label: 'Born' }),
    fieldOf('days', 'choice', { label: 'Days', multiple: true, options: ['Mon', 'Tue'].map(option) }),
  );
  const read = async (...row: (string | number | boolean | Date)[]) => {
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['Name', 'Code', 'Born', 'Days'], row] }] });
    return checkFile(bytes, 'answers.xlsx', form, en);
  };

  it('that a spreadsheet made something else of are taken for what they were', async () => {
    const { rows } = await read(12, 1234, new Date('1990-12-31T00:00:00Z'), 'tue, mon');
    expect(rows[0]?.values).toEqual({ name: '12', code: '1234', born: '1990-12-31', days: ['Mon', 'Tue'] });
    expect(rows[0]?.changes.map(({ column, after }) => [column, after])).toEqual([['D', ['Mon', 'Tue']]]);
  });

  it('with a date before 1900 have it as a text', async () => {
    const { rows, changes } = await read('Ada', 'A', '1815-12-10', 'Mon');
    expect(rows[0]?.values['born']).toBe('1815-12-10');
    expect(changes).toEqual([]);
  });

  it('that are none are said', async () => {
    const { problems } = await read('#N/A', 'ok', 33238, 'Mon; Tux');
    expect(problems.map(({ column, message, proposal }) => [column, message, proposal])).toEqual([
      ['A', 'A formula failed here (#N/A): write the answer itself.', undefined],
      ['C', 'Write a date: day, month, year, such as 31/12/1990.', '31/12/1990'],
      ['D', 'Choose one of “Mon”, “Tue”.', 'Mon; Tue'],
    ]);
  });
});

function cellName(place: string): string {
  const [row, column] = place.split(',').map(Number);
  return `${String.fromCharCode(65 + (column ?? 0))}${(row ?? 0) + 1}`;
}

function placeOf(cell: string): string {
  return `${Number(cell.slice(1)) - 1},${cell.charCodeAt(0) - 65}`;
}
