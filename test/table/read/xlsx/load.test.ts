import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { build, problem } from '../../tables.ts';

const sheets = (all: Record<string, CellValue[][]>) =>
  writeXlsx({ sheets: Object.entries(all).map(([name, rows]) => ({ name, rows })) });

const day = (text: string) => new Date(`${text}Z`);

// An object would put the sheet with a number for its name first.
const two = () =>
  writeXlsx({
    sheets: [
      { name: 'Prices', rows: [['a'], [1]] },
      { name: '2026', rows: [['b'], ['x']] },
    ],
  });

describe('reading XLSX', () => {
  it('reads texts, numbers, booleans, dates and times', async () => {
    const { summary, rows } = await build({
      't.xlsx': await sheets({
        Sheet1: [
          ['id', 'n', 'price', 'ok', 'day', 'at', 'text', 2026, null, 'none'],
          ['007', 5, 1.5, true, day('2026-11-21T00:00:00'), day('2026-11-21T10:00:00'), '5', 'x', null, null],
          [],
          [
            '008',
            -3,
            2,
            false,
            day('1999-12-31T00:00:00'),
            day('2026-11-22T00:00:00'),
            ' é\n',
            null,
            1e17,
            '',
          ],
        ],
      }),
    });
    expect(summary.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id text',
      'n integer',
      'price decimal',
      'ok boolean',
      'day date',
      'at timestamp',
      'text text',
      '2026 text',
      'column9 integer',
      'none text',
    ]);
    expect(rows).toEqual([
      ['007', 5, 1.5, 1, '2026-11-21', '2026-11-21 10:00:00', '5', 'x', null, null],
      ['008', -3, 2, 0, '1999-12-31', '2026-11-22 00:00:00', ' é\n', null, 100000000000000000n, null],
    ]);
  });

  it('takes the value of a formula, and a time of day without a date as a text', async () => {
    const file = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [
            ['sum', 'time'],
            [null, 0.4375],
          ],
          cells: new Map([
            ['1,0', { formula: 'SUM(A5:A6)', formulaResult: 12.5 }],
            ['1,1', { value: 0.4375, style: { numFmt: 'hh:mm' } }],
          ]),
        },
      ],
    });
    const { rows } = await build({ 't.xlsx': file });
    expect(rows).toEqual([[12.5, '10:30:00']]);
  });

  it('takes the first sheet, or the one that is named or numbered', async () => {
    const file = await two();
    expect((await build({ 't.xlsx': file })).rows).toEqual([[1]]);
    expect((await build({ 't.xlsx': file }, { sheet: '2026' })).rows).toEqual([['x']]);
    expect((await build({ 't.xlsx': file }, { sheet: 2 })).rows).toEqual([['x']]);
  });

  it('begins at the first row with a value, and takes a header alone', async () => {
    expect(
      (await build({ 't.xlsx': await sheets({ S: [[], [null, ''], ['a', 'b'], [1, 2]] }) })).rows,
    ).toEqual([[1, 2]]);
    expect((await build({ 't.xlsx': await sheets({ S: [['a', 'b']] }) })).rows).toEqual([]);
  });

  it('reads more rows than one chunk holds, in their order', async () => {
    const numbers = Array.from({ length: 5000 }, (_, index) => index);
    const file = await sheets({ S: [['n'], ...numbers.map((n) => [n])] });
    expect((await build({ 't.xlsx': file })).rows.map(([n]) => n)).toEqual(numbers);
  });
});

describe('XLSX with a fault', () => {
  const damaged = 'It may be damaged or cut off: open it in a spreadsheet and save it again as .xlsx.';

  it('no such sheet', async () => {
    expect(await problem({ 't.xlsx': await two() }, { sheet: 'prices' })).toBe(
      't.xlsx: There is no sheet "prices" in the workbook. It has "Prices", "2026". Did you mean "Prices"?',
    );
    expect(await problem({ 't.xlsx': await two() }, { sheet: 'Customers' })).toBe(
      't.xlsx: There is no sheet "Customers" in the workbook. It has "Prices", "2026".',
    );
    expect(await problem({ 't.xlsx': await two() }, { sheet: 2026 })).toBe(
      't.xlsx: There is no sheet 2026: the workbook has 2. They are "Prices", "2026".',
    );
  });

  it('an empty sheet', async () => {
    expect(await problem({ 't.xlsx': await sheets({ A: [], B: [['x']] }) })).toBe(
      't.xlsx: The sheet "A" is empty. A table needs at least the names of its columns. The workbook has "A", "B".',
    );
  });

  it('a value beside the header, and names twice', async () => {
    expect(await problem({ 't.xlsx': await sheets({ S: [['a', 'b'], [1], [1, 2, null, 4]] }) })).toBe(
      't.xlsx:3: Cell D3 has a value, and the header ends at column B. Give its column a name in the header row, empty the cell, or name the cells of the table with "range".',
    );
    expect(await problem({ 't.xlsx': await sheets({ S: [[], ['a', 'a']] }) })).toBe(
      't.xlsx:2: Columns 1 and 2 are both named "a". Give each column a name of its own.',
    );
  });

  it('no workbook, an empty one, or an old one', async () => {
    expect(await problem({ 't.xlsx': 'a,b\n1,2\n' })).toBe(
      't.xlsx: The file is not an XLSX workbook. Save it as .xlsx, or give it the extension of what it is.',
    );
    expect(await problem({ 't.xlsx': '' })).toBe(
      't.xlsx: The file is empty. Save the workbook again as .xlsx.',
    );
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await problem({ 't.xlsx': old })).toBe(
      't.xlsx: The file is an old Excel workbook (.xls), not XLSX. Open it in a spreadsheet and save it as .xlsx.',
    );
  });

  it('a password', async () => {
    const file = await writeXlsx({
      sheets: [{ name: 'S', rows: [['a'], [1]] }],
      encryption: { password: 'secret', spinCount: 1000 },
    });
    expect(await problem({ 't.xlsx': file })).toBe(
      't.xlsx: The workbook is protected with a password. Save it without the password.',
    );
  });

  it('cut off anywhere', async () => {
    const file = await two();
    for (const share of [0.05, 0.3, 0.6, 0.95]) {
      const said = await problem({ 't.xlsx': file.subarray(0, file.length * share) });
      expect(said).toMatch(/^t\.xlsx: The workbook cannot be read: /);
      expect(said).toContain(damaged);
    }
  });

  it('a date that there is not', async () => {
    const file = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [['a'], [1e300]],
          cells: new Map([['1,0', { value: 1e300, style: { numFmt: 'yyyy-mm-dd' } }]]),
        },
      ],
    });
    expect(await problem({ 't.xlsx': file })).toBe(
      't.xlsx:2: Cell A2 holds a date that there is not. Correct it, or give the cell a number format.',
    );
  });

  it('a NUL character', async () => {
    expect(await problem({ 't.xlsx': await sheets({ S: [['a'], ['x\0y']] }) })).toBe(
      't.xlsx:2: Cell A2 holds a NUL character. Take it out: a text ends there for most programs.',
    );
  });
});
