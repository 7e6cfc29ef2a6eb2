import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../src/table/read/options.ts';
import { fault, read } from './reading.ts';
import { book, rowsXml } from './xlsx/book.ts';

const lines = (places: { line: number }[]) => places.map(({ line }) => line);

describe('packed files', () => {
  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('%s, by its first bytes and not by its name', async (_, pack) => {
    const text = 'a,b\n1,2\n3,4\n';
    const rows = [
      ['1', '2'],
      ['3', '4'],
    ];
    expect((await read({ 't.csv.gz': pack(text) })).rows).toEqual(rows);
    expect((await read({ 't.csv': pack(text) })).rows).toEqual(rows);
    expect((await read({ 't.csv.zst': text })).rows).toEqual(rows);
    expect((await read({ 't.json.zst': pack('[{"a":1}]') })).rows).toEqual([['1']]);
    // Several packed one behind the other are one file.
    const two = Buffer.concat([pack('a,b\n1,'), pack('2\n3,4\n')]);
    const { rows: both, places } = await read({ 't.csv': two });
    expect(both).toEqual(rows);
    expect(lines(places)).toEqual([2, 3]);
  });

  it('also those of other formats', async () => {
    const workbook = await book({ sheets: { S: rowsXml(['a'], [1]) } });
    expect((await read({ 't.xlsx.gz': gzipSync(workbook) })).rows).toEqual([['1']]);
    expect((await read({ 't.ndjson.gz': gzipSync('{"a":1}\n') })).rows).toEqual([['1']]);
  });

  it('that are damaged or a bomb', async () => {
    const cut = (name: string) =>
      `t.csv: The file cannot be unpacked: it begins as ${name}, and is damaged or cut off. Pack it again, or give it unpacked.`;
    expect(await fault({ 't.csv': gzipSync('a,b\n1,2\n').subarray(0, -9) })).toBe(cut('gzip'));
    expect(await fault({ 't.csv': zstdCompressSync('a,b\n1,2\n').subarray(0, -3) })).toBe(cut('zstd'));
    expect(await fault({ 't.csv.gz': gzipSync(Buffer.alloc(260e6, 'a')) })).toBe(
      't.csv.gz: The file unpacks to more than 500 times its size, as no table does. It may be made to exhaust memory: unpack and look at it yourself.',
    );
  });
});

describe('encodings', () => {
  const text = 'name;n\nCafé;1\n"ä\nö";2\n';
  const rows = [
    ['Café', '1'],
    ['ä\nö', '2'],
  ];

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), {}],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), {}],
    ['UTF-16 in the other order', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), {}],
    ['UTF-16 by its zero bytes', Buffer.from(text, 'utf16le'), {}],
    ['UTF-16 by its zero bytes, in the other order', Buffer.from(text, 'utf16le').swap16(), {}],
    ['UTF-16 that is named', Buffer.from(text, 'utf16le').swap16(), { encoding: 'utf-16' as const }],
    ['Latin-1', Buffer.from(text, 'latin1'), { encoding: 'latin-1' as const }],
    ['Windows-1252', Buffer.from(text, 'latin1'), { encoding: 'windows-1252' as const }],
  ])('%s', async (_, bytes, options) => {
    const result = await read({ 't.csv': bytes }, options);
    expect(result.rows).toEqual(rows);
    expect(result.names).toEqual(['name', 'n']);
    expect(lines(result.places)).toEqual([2, 3]);
  });

  it('knows where Windows-1252 and Latin-1 differ', async () => {
    const euro = Buffer.from([0x61, 0x0a, 0x80, 0x0a]);
    expect((await read({ 't.csv': euro }, { encoding: 'windows-1252' })).rows).toEqual([['€']]);
    expect((await read({ 't.csv': euro }, { encoding: 'latin-1' })).rows).toEqual([['\x80']]);
  });

  it('also of JSON', async () => {
    const { rows: found } = await read({ 't.json': Buffer.from('\ufeff[{"a":"é"}]', 'utf16le') });
    expect(found).toEqual([['é']]);
  });

  it('that are not what is said, or half a character', async () => {
    expect(await fault({ 't.csv': `\ufeff${text}` }, { encoding: 'latin-1' })).toBe(
      't.csv: The file begins with the byte order mark of utf-8, and "encoding" is "latin-1". Take "encoding" out: the mark says it.',
    );
    expect(await fault({ 't.csv': Buffer.from(`\ufeff${text}x`, 'utf16le').subarray(0, -1) })).toBe(
      't.csv:5: The file is not UTF-16LE throughout: half a character is there. It may be damaged or cut off: save it again as UTF-8.',
    );
  });
});

describe('options', () => {
  const titled = 'Sales\n\nid,n\n1,2\n3,4\n';
  const numbers = [
    ['1', '2'],
    ['3', '4'],
  ];

  it('header and skipRows', async () => {
    for (const options of [{ header: 3 }, { skipRows: 2 }, { skipRows: 1, header: true }]) {
      const { names, rows, places } = await read({ 't.csv': titled }, options);
      expect(names).toEqual(['id', 'n']);
      expect(rows).toEqual(numbers);
      expect(lines(places)).toEqual([4, 5]);
    }
    const { names, rows, places } = await read({ 't.csv': '1,2\n3,4\n' }, { header: false });
    expect(names).toEqual(['column1', 'column2']);
    expect(rows).toEqual(numbers);
    expect(lines(places)).toEqual([1, 2]);
    expect((await read({ 't.csv': '\n1\n\n2\n' }, { header: false })).rows).toEqual([['1'], [null], ['2']]);
  });

  it('quote, escape, comment and delimiter', async () => {
    const one = async (text: string, options = {}) => (await read({ 't.csv': text }, options)).rows;
    expect(await one('a,b\n"x,4\n', { quote: 'none' })).toEqual([['"x', '4']]);
    expect(await one("a,b\n'x,y',4\n", { quote: "'" })).toEqual([['x,y', '4']]);
    expect(await one('a,b\n"x\\"y, z",4\n', { escape: 'backslash' })).toEqual([['x"y, z', '4']]);
    expect(await one('#x\na,b\n#y\n1,2\n', { comment: '#' })).toEqual([['1', '2']]);
    expect(await one('a,b:c\n1,5:x\n', { delimiter: ':' })).toEqual([['1,5', 'x']]);
    expect(await one('a,b\n1,5:x\n'.replaceAll(',', '\t'), { delimiter: '\t' })).toEqual([['1', '5:x']]);
  });

  it('finds out quotes that are not the usual ones, where the file needs them', async () => {
    const one = async (text: string) => (await read({ 't.csv': text })).rows;
    expect(await one("a,b\n'1,2',3\n'x''y',4\n")).toEqual([
      ['1,2', '3'],
      ["x'y", '4'],
    ]);
    expect(await one('a,b\n"x\\"y, z",4\n')).toEqual([['x"y, z', '4']]);
    expect(await one("a,b\n'1',2\n")).toEqual([["'1'", '2']]);
  });

  it.each([
    [
      { header: 2 },
      't.csv:2: There is nothing on line 2, and "header" names it. Give the number of the line on which the names of the columns are.',
    ],
    [
      { header: 9 },
      't.csv:9: There is nothing on line 9, and "header" names it. Give the number of the line on which the names of the columns are.',
    ],
    [
      { header: 3, skipRows: 1 },
      '"header" names a line, and "skipRows" how many are left out before it. Give one of the two: "header" alone leaves out what is above it.',
    ],
    [{ sheet: 1 }, 't.csv: "sheet" is for XLSX, and this file is none. Take "sheet" out of the table.'],
  ])('%j', async (options, expected) => {
    expect(await fault({ 't.csv': titled }, options)).toBe(expected);
  });

  it.each([
    [
      't.json',
      { delimiter: ';' },
      't.json: "delimiter" is for CSV and TSV, and this file is none. Take "delimiter" out of the table.',
    ],
    [
      't.ods',
      {},
      't.ods: A table cannot be read from a .ods file. Open it in a spreadsheet and save it as .xlsx.',
    ],
    [
      't.gz',
      {},
      't.gz: The file has no extension that says what kind of table it is. These are understood, each also with .gz or .zst: .csv, .tsv, .json, .ndjson, .jsonl, .parquet, .xlsx.',
    ],
    [
      't.txt.gz',
      {},
      't.txt.gz: A table cannot be read from a .txt file. These are understood, each also with .gz or .zst: .csv, .tsv, .json, .ndjson, .jsonl, .parquet, .xlsx.',
    ],
  ])('%s %j', async (name, options, expected) => {
    expect(await fault({ [name]: 'x' }, options)).toBe(expected);
  });

  it('are described, and refuse what cannot be', () => {
    for (const field of Object.values(readOptions.shape)) expect(field.description).toBeTruthy();
    const refused = [
      { delimiter: 'ab' },
      { delimiter: '"' },
      { comment: 'a' },
      { range: 'B3' },
      { header: 0 },
      { quote: '|' },
    ];
    for (const options of refused) expect(readOptions.safeParse(options).success).toBe(false);
    for (const range of ['B3:H200', '$B$3:$H$200', 'B:H', '3:200']) {
      expect(readOptions.safeParse({ range }).success).toBe(true);
    }
  });
});

describe('many files', () => {
  it('are one table, and each row is found again', async () => {
    const { names, rows, places } = await read({
      'a.csv': 'x,y\n1,2\n',
      'b.tsv.gz': gzipSync('\ny\tx\n"4\n"\t3\n6\t5\n'),
      'c.csv': 'x;y\n7;8\n',
    });
    expect(names).toEqual(['x', 'y']);
    expect(rows).toEqual([
      ['1', '2'],
      ['3', '4\n'],
      ['5', '6'],
      ['7', '8'],
    ]);
    expect(places).toEqual([
      { source: 'a.csv', line: 2 },
      { source: 'b.tsv.gz', line: 3 },
      { source: 'b.tsv.gz', line: 5 },
      { source: 'c.csv', line: 2 },
    ]);
  });

  it('need the same columns', async () => {
    expect(await fault({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'x,z,"w w"\n1,2,3\n' })).toBe(
      'b.csv: The columns differ from those of a.csv: this file lacks "y" and has "z", "w w" in addition. Files of one table need the same columns; make it a table of its own otherwise.',
    );
    const { names, rows } = await read({ 'a.json': '[{"x":1}]', 'b.ndjson': '{"y":true}\n\n{"x":2}\n' });
    expect(names).toEqual(['x', 'y']);
    expect(rows).toEqual([
      ['1', null],
      [null, 'true'],
      ['2', null],
    ]);
  });
});

describe('places', () => {
  it('are lines of NDJSON, and records of JSON', async () => {
    const ndjson = await read({ 't.ndjson': '\ufeff\n{"a":1}\n\n{"a":2}\n' });
    expect(lines(ndjson.places)).toEqual([2, 4]);
    const json = await read({ 't.json': '[{"a":1},\n\n{"a":2}]' });
    expect(lines(json.places)).toEqual([1, 2]);
  });
});

describe('an abort', () => {
  it.each([
    ['t.csv.gz', gzipSync('a\n1\n')],
    ['t.csv', Buffer.from('a\n1\n', 'utf16le')],
    ['t.json', '[{"a":1}]'],
    ['t.tsv', 'a\n1\n'],
  ])('ends the reading of %s', async (name, content) => {
    const reason = new Error('enough');
    await expect(read({ [name]: content }, {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
