import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { build, problem } from '../../tables.ts';

describe('reading CSV', () => {
  it('reads names, types and values', async () => {
    const { summary, rows, sqliteTypes } = await build({
      'sales.csv':
        'id,name,price,sold,day,at,paid\n007,pen,1.50,12,2026-11-21,2026-11-21T10:00,true\n008,,2,,,,FALSE\n',
    });
    expect(summary.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id text',
      'name text',
      'price decimal',
      'sold integer',
      'day date',
      'at timestamp',
      'paid boolean',
    ]);
    expect(rows).toEqual([
      ['007', 'pen', 1.5, 12, '2026-11-21', '2026-11-21 10:00:00', 1],
      ['008', null, 2, null, null, null, 0],
    ]);
    expect(sqliteTypes).toEqual(['text', 'text', 'real', 'integer', 'text', 'text', 'integer']);
    expect(summary).toMatchObject({ name: 't', rows: 2, sources: ['sales.csv'] });
  });

  it.each([
    [
      'semicolons, and commas in numbers',
      'a;b\n1,5;x\n2,5;y\n',
      [
        ['1,5', 'x'],
        ['2,5', 'y'],
      ],
    ],
    ['tabs', 'a\tb\n1\tx,y\n', [[1, 'x,y']]],
    ['bars', 'a|b\n1|2\n', [[1, 2]]],
    ['a byte order mark', '\ufeffa,b\n1,2\n', [[1, 2]]],
    ['a byte order mark before a quote', '\ufeff"a",b\n1,2\n', [[1, 2]]],
    [
      'CR LF',
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'CR alone',
      'a,b\r1,2\r3,4\r',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'line ends of all kinds',
      'a,b\n1,2\r\n3,4\r5,6\n',
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    ['no line end at the end', 'a,b\n1,2', [[1, 2]]],
    ['quotes, delimiters and line ends in fields', 'a,b\n"x ""y"", z","1\n2"\n', [['x "y", z', '1\n2']]],
    ['a quote in the middle of a field', 'a,b\n5" pen,x\n', [['5" pen', 'x']]],
    ['blanks around quotes', 'a,b\n1, "x, y" \n', [[1, 'x, y']]],
    [
      'blank lines',
      '\n\na,b\n\n1,2\n\n\n3,4\n\n',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'empty fields, quoted ones too',
      'a,b\n,""\nx,\n',
      [
        [null, null],
        ['x', null],
      ],
    ],
    ['blank lines of a single column, which are rows', 'a\n1\n\n2\n', [[1], [null], [2]]],
    [
      'what looks like a comment or a null',
      'a,b\n#x,NULL\nNA,\\N\n',
      [
        ['#x', 'NULL'],
        ['NA', '\\N'],
      ],
    ],
    ['a header alone', 'a,b\n', []],
    ['a header without a line end', 'a,b', []],
  ])('takes %s', async (_, text, expected) => {
    const { summary, rows } = await build({ 't.csv': text });
    expect(rows).toEqual(expected);
    expect(summary.columns[0]?.name).toBe('a');
  });

  it('takes tabs alone as delimiters in TSV', async () => {
    const { summary } = await build({ 't.tsv': 'a,b\tc\n1,2\t3\n' });
    expect(summary.columns.map(({ name }) => name)).toEqual(['a,b', 'c']);
  });

  it('names columns without a name, and trims names', async () => {
    const { summary } = await build({ 't.csv': 'a, b ,,\n1,2,3,4\n' });
    expect(summary.columns.map(({ name }) => name)).toEqual(['a', 'b', 'column3', 'column4']);
  });

  it('keeps any name', async () => {
    const names = ['select', 'a"b', "it's", 'c0', 'rowid', 'naïve ☃', '1'];
    const { summary, rows } = await build({
      't.csv': `${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\n1,2,3,4,5,6,7\n`,
    });
    expect(summary.columns.map(({ name }) => name)).toEqual(names);
    expect(rows).toHaveLength(1);
  });

  it('reads a field of 3 MB and a file with 2000 columns', async () => {
    const long = 'x\n'.repeat(1_500_000);
    expect((await build({ 't.csv': `a,b\n1,"${long}"\n2,y\n` })).rows).toEqual([
      [1, long],
      [2, 'y'],
    ]);
    const wide = Array.from({ length: 2000 }, (__, index) => index);
    const { rows } = await build({ 't.csv': `${wide.map((n) => `c${n}x`).join(',')}\n${wide.join(',')}\n` });
    expect(rows).toEqual([wide]);
  });

  it('gives back whatever was written, in any dialect', async () => {
    const field = fc
      .array(fc.constantFrom('a', 'b', ' ', ',', ';', '\t', '"', '\n', '\r\n', '\r', 'é', '😀', '#'), {
        maxLength: 4,
      })
      .map((parts) => parts.join(''));
    const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
      fc.record({
        rows: fc.array(fc.array(field, { minLength: width, maxLength: width }), { maxLength: 6 }),
        end: fc.constantFrom('\n', '\r\n', '\r'),
        delimiter: fc.constantFrom(',', ';', '\t'),
        padding: fc.constantFrom('', '', ' '),
        start: fc.constantFrom('', '\ufeff', '\n'),
        width: fc.constant(width),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, end, delimiter, padding, start, width }) => {
        const write = (text: string) => `${padding}"${text.replaceAll('"', '""')}"${padding}`;
        const header = Array.from({ length: width }, (_, index) => `h${index}`);
        // A row of texts that can be nothing else, so that no column gets another type.
        const all = [header, header, ...rows];
        const text = start + all.map((row) => row.map(write).join(delimiter) + end).join('');
        const built = await build({ 't.csv': text });
        expect(built.rows).toEqual([header, ...rows.map((row) => row.map((value) => value || null))]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('CSV with a fault', () => {
  const anyName = { 'dir/t.csv': '' };
  const say = (text: string | Uint8Array) => problem({ ...anyName, 'dir/t.csv': text });

  it.each([
    ['nothing at all', '', 'dir/t.csv: The file is empty. A table needs at least the names of its columns.'],
    [
      'blank lines alone',
      '\n\r\n',
      'dir/t.csv: The file holds nothing but blank lines. A table needs at least the names of its columns.',
    ],
    [
      'too few fields',
      'a,b,c\n1,2,3\n\n4,5\n',
      'dir/t.csv:4 row 2: Expected 3 fields, as in the header, and found 2. Fields are parted by ",": add what is missing, even if empty.',
    ],
    [
      'too many fields',
      'a,b\n"1\n1",2\n3,4,5\n',
      'dir/t.csv:4 row 2: Expected 2 fields, as in the header, and found 3. Put a field that holds "," in quotes, or take away what is too much.',
    ],
    [
      'one empty field too many',
      'a\tb\n1\t2\t\n',
      'dir/t.csv:2 row 1: Expected 2 fields, as in the header, and found 3. Put a field that holds a tab in quotes, or take away what is too much.',
    ],
    [
      'a field too many for one column',
      'a\nx\n1,2\n',
      'dir/t.csv:3 row 2: Expected 1 field, as in the header, and found 2. Put a field that holds "," in quotes, or take away what is too much.',
    ],
    [
      'a quote that is not closed',
      'a,b\n1,2\nx,"y\nz,1\n',
      'dir/t.csv:3 row 2: The quote that opens field 2 here is never closed. Close it, or write a quote that belongs to the text twice, inside quotes; set "quote" to "none" if " encloses no fields in this file.',
    ],
    [
      'a quote that is not closed in the header',
      'a,"b\n1,2\n',
      'dir/t.csv:1: The quote that opens field 2 here is never closed. Close it, or write a quote that belongs to the text twice, inside quotes; set "quote" to "none" if " encloses no fields in this file.',
    ],
    [
      'text after a quote',
      'a,b\n"x\ny" z,2\n',
      'dir/t.csv:3 row 1: There is text after the closing quote of field 1. Write a quote that belongs to the text twice; set "quote" to "none" if " encloses no fields in this file.',
    ],
    [
      'NUL bytes',
      'a,b\n1,2\n3,\0\n',
      'dir/t.csv:3: There is a NUL byte at offset 10. The file is damaged, or no text at all: save it as UTF-8 text.',
    ],
    [
      'a name twice',
      'price,name,price\n1,2,3\n',
      'dir/t.csv:1: Columns 1 and 3 are both named "price". Give each column a name of its own.',
    ],
    [
      'a name in upper and in lower case',
      '\nPrice,name,price\n1,2,3\n',
      'dir/t.csv:2: Columns 1 "Price" and 3 "price" have the same name but for the case of letters. Give each column a name of its own.',
    ],
    [
      'the name of a column without a name',
      'column2,,x\n',
      'dir/t.csv:1: Columns 1 and 2 are both named "column2". Give each column a name of its own.',
    ],
    [
      'too many columns',
      `${Array.from({ length: 2001 }, (_, index) => `c${index}`).join(',')}\n`,
      'dir/t.csv:1: There are 2001 columns, and a table can have 2000. Split it into several tables, or leave columns out.',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await say(text)).toBe(expected);
  });

  it('that is not UTF-8', async () => {
    const latin1 = Buffer.from('a,b\r\n\ufffd,2\r\ncaf', 'utf8');
    expect(await say(Buffer.concat([latin1, Buffer.from([0xe9, 0x2c, 0x31, 0x0a])]))).toBe(
      'dir/t.csv:3: The file is not UTF-8: the byte at offset 15 is 0xE9. Before it there is text in UTF-8, so texts of two encodings were put together: save all as UTF-8.',
    );
    expect(await say(Buffer.from('a,b\n1,caf\u00e9', 'utf8').subarray(0, -1))).toBe(
      'dir/t.csv:2: The file is not UTF-8: the byte at offset 9 is 0xC3. It ends in the middle of a character and may have been cut off.',
    );
    expect(await say(Buffer.from('a\ncaf\xe9 au lait\n', 'latin1'))).toBe(
      'dir/t.csv:2: The file is not UTF-8: the byte at offset 5 is 0xE9. It is probably Latin-1: set "encoding" to "windows-1252", or save the file as UTF-8.',
    );
  });

  it('far behind the first megabyte, and between its pieces', async () => {
    const good = 'é,"x\ny"\n'.repeat(300_000);
    expect(await say(`a,b\n${good}1\n`)).toMatch(/^dir\/t\.csv:600002 row 300001: Expected 2 fields/);
    expect((await build({ 't.csv': `a,b\n${good}` })).rows).toHaveLength(300_000);
    const bad = Buffer.concat([Buffer.from(`a,b\n${good}`), Buffer.from([0xe9, 0x2c, 0x0a])]);
    expect(await say(bad)).toMatch(/^dir\/t\.csv:600002: The file is not UTF-8/);
  });
});
