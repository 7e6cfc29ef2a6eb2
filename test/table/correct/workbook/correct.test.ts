import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import type { Mark } from '../../../../src/table/correct/mark.ts';
import { correctWorkbook } from '../../../../src/table/correct/workbook/correct.ts';
import { tempFolder } from '../../../support/temp.ts';
import { readBook, writeBook } from '../books.ts';
import { marksOf, sampleParts, sampleRows } from '../sample.ts';

const marks: Mark[] = [
  {
    kind: 'corrected',
    row: 2,
    column: 'A',
    before: ' Eva2 ',
    after: 'Eva2',
    type: 'text',
    rules: ['trim'],
  },
  {
    kind: 'corrected',
    row: 2,
    column: 'C',
    before: '2.5',
    after: '1234.56',
    type: 'decimal',
    rules: ['numbers'],
  },
  {
    kind: 'corrected',
    row: 2,
    column: 'D',
    before: '2024-12-26',
    after: '2024-12-31',
    type: 'date',
    rules: ['dates', 'replace'],
  },
  { kind: 'corrected', row: 3, column: 'B', before: '003', after: null, type: 'text', rules: ['nulls'] },
  { kind: 'corrected', row: 3, column: 'E', before: '7', after: 'true', type: 'boolean', rules: ['compute'] },
  { kind: 'rejected', row: 3, column: 'C', value: '3.5', rule: 'max', reason: 'is more than 3' },
  { kind: 'dropped', row: 4, rule: 'dropDuplicates' },
];

/** Rows as lines of text. */
function lines(rows: unknown[][] = []): string {
  return rows.map((row) => row.filter((value) => value !== null).join(' | ')).join('\n');
}

async function correct(
  parts: Record<string, string>,
  ...some: Mark[]
): Promise<{ file: string; parts: Record<string, string> }> {
  const folder = tempFolder();
  const file = await writeBook(join(folder, 'in.xlsx'), parts);
  const out = join(folder, 'out.xlsx');
  const columns = ['A', 'B', 'C', 'D', 'E'];
  await correctWorkbook({
    from: { file, source: 'sales.xlsx' },
    out,
    sheet: 'Sales',
    columns,
    marks: marksOf(...some),
  });
  expect(readdirSync(folder).sort()).toEqual(['in.xlsx', 'out.xlsx']);
  return { file: out, parts: await readBook(out) };
}

it('gives a workbook that another library reads, with the corrected values in it', async () => {
  const { file } = await correct(sampleParts(sampleRows), ...marks);
  const { sheets } = await readXlsx(readFileSync(file));
  expect(sheets.map(({ name }) => name)).toEqual(['Sales', 'Other', 'Rejects', 'Corrections']);
  expect(sheets[0]?.rows).toEqual([
    ['name', 'code', 'amount', 'day', 'twice'],
    ['Eva2', '002', 1234.56, new Date('2024-12-31'), 5],
    [' Eva3 ', null, 3.5, new Date('2024-12-27'), true],
    [' Eva4 ', '004', 4.5, new Date('2024-12-28'), 9],
  ]);
  expect(sheets[2]?.rows).toEqual([
    ['Source', 'Row', 'Column', 'Value', 'Rule', 'Reason'],
    ['sales.xlsx', 3, 'C', '3.5', 'max', 'is more than 3'],
  ]);
  expect(lines(sheets[3]?.rows)).toMatchInlineSnapshot(`
    "Corrections of the sheet "Sales" of sales.xlsx

    What was done | Count
    Cells corrected | 5
    Rows rejected | 1
    Rows dropped | 1

    Rule | Cells corrected | Rows rejected | Rows dropped
    trim | 1 | 0 | 0
    numbers | 1 | 0 | 0
    dates | 1 | 0 | 0
    replace | 1 | 0 | 0
    max | 0 | 1 | 0
    nulls | 1 | 0 | 0
    compute | 1 | 0 | 0
    dropDuplicates | 0 | 0 | 1

    Cell or row | Before | After | Rule | Remark
    A2 |  Eva2  | Eva2 | trim
    C2 | 2.5 | 1234.56 | numbers
    D2 | 2024-12-26 | 2024-12-31 | dates, replace
    B3 | 003 | nulls
    E3 | 7 | true | compute | It was the formula =C3*2
    row 4 | dropDuplicates | The row was dropped."
  `);
});

it('marks cells and rows by notes and fills', async () => {
  const { file } = await correct(sampleParts(sampleRows), ...marks);
  const { sheets } = await readXlsx(readFileSync(file));
  const cells = sheets[0]?.cells ?? new Map();
  const notes = [...cells].flatMap(([place, cell]) => (cell.comment ? [[place, cell.comment.text]] : []));
  expect(lines(notes)).toMatchInlineSnapshot(`
    "1,0 | Before:  Eva2 
    Rule: trim
    1,2 | Before: 2.5
    Rule: numbers
    1,3 | Before: 2024-12-26
    Rule: dates, replace
    2,1 | Before: 003
    Rule: nulls
    2,2 | Row rejected
    Rule: max
    Reason: is more than 3
    2,4 | Before: 7
    Rule: compute
    It was the formula =C3*2
    3,0 | Row dropped
    Rule: dropDuplicates"
  `);
});

it('leaves all other parts as they were, byte for byte', async () => {
  const before = sampleParts(sampleRows);
  const { parts } = await correct(before, ...marks);
  for (const path of ['xl/worksheets/sheet2.xml', 'xl/media/image1.png', '_rels/.rels']) {
    expect(parts[path]).toBe(before[path]);
  }
  expect(Object.keys(parts).filter((path) => !(path in before))).toEqual([
    'xl/worksheets/_rels/sheet1.xml.rels',
    'xl/comments1.xml',
    'xl/drawings/vmlDrawing1.vml',
    'xl/worksheets/sheet3.xml',
    'xl/worksheets/sheet4.xml',
  ]);
});

it('leaves a sheet without marks as it was, and says that nothing was done', async () => {
  const before = sampleParts(sampleRows);
  const { file, parts } = await correct(before);
  expect(parts['xl/worksheets/sheet1.xml']).toBe(before['xl/worksheets/sheet1.xml']);
  const { sheets } = await readXlsx(readFileSync(file));
  expect(sheets[2]?.rows).toHaveLength(1);
});
