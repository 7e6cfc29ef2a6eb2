import { describe, expect, it } from 'vitest';
import { fault, read } from '../reading.ts';
import { type Book, book, rowsXml } from './book.ts';

/** The values of one column below its header. */
async function values(cells: string[], options: Omit<Book, 'sheets'> = {}) {
  const rows = rowsXml(['a', 'row'], ...cells.map((cell, index) => [cell, index]));
  const result = await read({ 't.xlsx': await book({ ...options, sheets: { S: rows } }) });
  return result.rows.map(([value]) => value);
}

const number = (text: string, style = 0) => `<c s="${style}"><v>${text}</v></c>`;

describe('cells of a sheet', () => {
  it('keep the digits of numbers', async () => {
    const given = [
      '5',
      '-0.5',
      '0.1',
      '0.30000000000000004',
      '1E5',
      '1.5E-7',
      '12345678901234567',
      '007',
      '1.50',
      '.5',
    ];
    expect(await values(given.map((text) => number(text)))).toEqual([
      '5',
      '-0.5',
      '0.1',
      '0.30000000000000004',
      '100000',
      '1.5e-7',
      '12345678901234567',
      '7',
      '1.5',
      '0.5',
    ]);
  });

  it('are dates only by their number format', async () => {
    const formats = [
      0,
      14,
      22,
      'dd/mm/yyyy',
      '#,##0.00 "days"',
      '[h]:mm:ss',
      'h:mm',
      '[$-407]d. mmmm yyyy',
      '[Red]0.00',
    ];
    const cells = formats.map((_, style) => number('45000.25', style));
    expect(await values(cells, { formats })).toEqual([
      '45000.25',
      '2023-03-15 06:00:00',
      '2023-03-15 06:00:00',
      '2023-03-15 06:00:00',
      '45000.25',
      '1080006:00:00',
      '2023-03-15 06:00:00',
      '2023-03-15 06:00:00',
      '45000.25',
    ]);
  });

  it('have dates of both epochs, and the leap day of 1900 that never was', async () => {
    const formats = [14];
    expect(
      await values(
        ['1', '59', '61', '2958465'].map((text) => number(text)),
        { formats },
      ),
    ).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '9999-12-31']);
    expect(
      await values(
        ['0', '1', '43830'].map((text) => number(text)),
        { formats, date1904: true },
      ),
    ).toEqual(['1904-01-01', '1904-01-02', '2024-01-01']);
    const bad = (text: string) =>
      book({ formats: [0, 14], sheets: { S: rowsXml(['a'], [number(text, 1)]) } });
    for (const text of ['60', '-1', '2958466']) {
      expect(await fault({ 't.xlsx': await bad(text) })).toBe(
        't.xlsx:2: Cell A2 holds a date that there is not. Correct it, or give the cell a number format.',
      );
    }
  });

  it('hold texts of all kinds', async () => {
    const strings = [
      '<si><t>plain</t></si>',
      '<si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r><rPh sb="0" eb="1"><t>aid</t></rPh></si>',
      '<si><t xml:space="preserve"> kept </t></si>',
      '<si><t> not kept </t></si>',
      '<si><t>a_x000D_b_x005F_x000A_</t></si>',
      '<si><t>&lt;&amp;&#233;&#x20AC;&quot;</t></si>',
      '<si><t><![CDATA[a<b]]></t></si>',
      '<si/>',
      '<si><t/></si>',
    ];
    const shared = strings.map((_, index) => `<c t="s"><v>${index}</v></c>`);
    expect(await values(shared, { strings: strings.join('') })).toEqual([
      'plain',
      'rich ',
      ' kept ',
      'not kept',
      'a\rb_x000A_',
      '<&é€"',
      'a<b',
      null,
      null,
    ]);
    expect(
      await values([
        '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
        '<c t="str"><f>A1</f><v>x &amp; y</v></c>',
        '<c t="str"><v></v></c>',
        '<c t="b"><v>1</v></c>',
        '<c t="b"><v>0</v></c>',
        '<c t="d"><v>2026-11-21T10:00:00Z</v></c>',
        '<c s="0"/>',
        '<c><f>1+1</f><v>2</v></c>',
        '<c><!-- <v>9</v> --><v>3</v></c>',
      ]),
    ).toEqual(['ab', 'x & y', null, 'true', 'false', '2026-11-21 10:00:00', null, '2', '3']);
  });

  it('need no addresses, nor do rows', async () => {
    const bare =
      '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row><row/><row><c><v>1</v></c><c><v>2</v></c></row>';
    const plain = await read({ 't.xlsx': await book({ sheets: { S: bare } }) });
    expect(plain.rows).toEqual([['1', '2']]);
    expect(plain.places).toEqual([{ source: 't.xlsx', line: 3, sheet: { name: 'S', columns: ['A', 'B'] } }]);
  });

  it('with a formula without a saved value, or an error', async () => {
    const formula = rowsXml(['a', 'b'], [1, '<c><f>A2*2</f></c>']);
    expect(await fault({ 't.xlsx': await book({ sheets: { S: formula } }) })).toBe(
      't.xlsx:2: Cell B2 has a formula without a saved value. Open the workbook in a spreadsheet and save it, so that its formulas are computed.',
    );
    const file = await book({
      sheets: { S: rowsXml(['a', 'b'], [1, '<c t="e"><f>A2/0</f><v>#DIV/0!</v></c>'], [2, 3]) },
    });
    expect(await fault({ 't.xlsx': file })).toBe(
      't.xlsx:2: Cell B2 holds the error #DIV/0!. Correct it in the workbook, or set "cellErrors" to "null" to read such cells as empty.',
    );
    const nulls = await read({ 't.xlsx': file }, { cellErrors: 'null' });
    expect(nulls.rows).toEqual([
      ['1', null],
      ['2', '3'],
    ]);
    expect(nulls.kinds).toEqual(['number', 'number']);
    const texts = await read({ 't.xlsx': file }, { cellErrors: 'text' });
    expect(texts.rows[0]).toEqual(['1', '#DIV/0!']);
  });
});

describe('the part of a sheet that is read', () => {
  const titled = rowsXml(
    ['Sales of 2026'],
    [],
    [null, 'shop', 'n', null, 'note'],
    [null, 'A', 1, null, 'x'],
    [null, null, 2, null, 'y'],
    [null, 'sum', 3],
  );

  it('by header, by skipped rows and by range', async () => {
    const file = { 't.xlsx': await book({ sheets: { S: titled } }) };
    const header = await read(file, { header: 3 });
    expect(header.names).toEqual(['shop', 'n', 'note']);
    expect(header.rows).toHaveLength(3);
    expect((await read(file, { skipRows: 1 })).names).toEqual(['shop', 'n', 'note']);
    const range = await read(file, { range: 'B3:C5' });
    expect(range.names).toEqual(['shop', 'n']);
    expect(range.rows).toEqual([
      ['A', '1'],
      [null, '2'],
    ]);
    expect(range.places[1]).toEqual({ source: 't.xlsx', line: 5, sheet: { name: 'S', columns: ['B', 'C'] } });
    expect((await read(file, { range: 'C:C' })).rows).toEqual([['1'], ['2'], ['3']]);
    expect((await read(file, { range: '4:5', header: false })).rows).toEqual([
      ['A', '1', 'x'],
      [null, '2', 'y'],
    ]);
    expect(await fault(file, { header: 2 })).toBe(
      't.xlsx:2: Row 2 of the sheet "S" is empty, and "header" names it. Give the number of the row in which the names of the columns are.',
    );
    expect(await fault(file, { range: 'X1:Y9' })).toBe(
      't.xlsx: There is no value in the part of the sheet "S" that is to be read. Look at "range", "header" and "skipRows".',
    );
  });

  it('passes over hidden sheets, unless named', async () => {
    const file = {
      't.xlsx': await book({
        sheets: { Old: { rows: rowsXml(['a'], [1]), state: 'hidden' }, New: rowsXml(['b'], [2]) },
      }),
    };
    expect((await read(file)).names).toEqual(['b']);
    expect((await read(file, { sheet: 'Old' })).names).toEqual(['a']);
    expect((await read(file, { sheet: 1 })).names).toEqual(['a']);
  });

  it('fills merged cells if it is told to', async () => {
    const rows = rowsXml(['region', 'n'], ['North', 1], [null, 2], ['South', 3]);
    const after = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    const file = { 't.xlsx': await book({ sheets: { S: { rows, after } } }) };
    expect((await read(file)).rows.map(([region]) => region)).toEqual(['North', null, 'South']);
    expect((await read(file, { merged: 'fill' })).rows.map(([region]) => region)).toEqual([
      'North',
      'North',
      'South',
    ]);
  });

  it('of many files, with the letters of each', async () => {
    const one = await book({ sheets: { S: rowsXml(['a', 'b'], [1, 2]) } });
    const other = await book({ sheets: { T: rowsXml([null, 'b', 'a'], [null, 3, 4]) } });
    const { rows, places } = await read({ '1.xlsx': one, '2.xlsx': other });
    expect(rows).toEqual([
      ['1', '2'],
      ['4', '3'],
    ]);
    expect(places.map(({ sheet }) => sheet)).toEqual([
      { name: 'S', columns: ['A', 'B'] },
      { name: 'T', columns: ['C', 'B'] },
    ]);
  });
});
