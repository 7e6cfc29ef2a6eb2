import { describe, expect, it } from 'vitest';
import { build, problem } from '../../tables.ts';

describe('reading JSON', () => {
  it('takes all keys in the order in which they come', async () => {
    const { summary, rows } = await build({
      't.json': '[{"b":1,"a":"x"},{"a":null,"c":true},{"d/~\\"":{"x":[1, 2]},"":0.5}]',
    });
    expect(summary.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'b integer',
      'a text',
      'c boolean',
      'd/~" text',
      'column5 decimal',
    ]);
    expect(rows).toEqual([
      [1, 'x', null, null, null],
      [null, null, 1, null, null],
      [null, null, null, '{"x":[1,2]}', 0.5],
    ]);
  });

  it('keeps what JSON says of a value', async () => {
    const { summary, rows } = await build({
      't.json': `[{"text":"5","mixed":1,"day":"2026-11-21","big":9007199254740993,"huge":12345678901234567890,"empty":""},
        {"text":"6","mixed":true,"day":"2026-11-22","big":-1,"huge":1,"empty":null}]`,
    });
    expect(summary.columns.map(({ type }) => type)).toEqual([
      'text',
      'text',
      'date',
      'integer',
      'text',
      'text',
    ]);
    expect(rows).toEqual([
      ['5', '1', '2026-11-21', 9007199254740993n, '12345678901234567890', ''],
      ['6', 'true', '2026-11-22', -1, '1', null],
    ]);
  });

  it('reads NDJSON, with blank lines and a byte order mark too', async () => {
    const { rows } = await build({ 't.ndjson': '{"a":1}\n\n{"a":2,"b":"x\u2028y\ufffd"}' });
    expect(rows).toEqual([
      [1, null],
      [2, 'x\u2028y\ufffd'],
    ]);
    expect((await build({ 't.jsonl': '\ufeff{"a":1}\n{"a":2}\n' })).rows).toEqual([[1], [2]]);
    expect((await build({ 't.json': '\ufeff [{"a":1}]' })).rows).toEqual([[1]]);
  });

  it('keeps the order of many rows', async () => {
    const numbers = Array.from({ length: 200_000 }, (_, index) => index);
    const lines = numbers.map((n) => JSON.stringify({ n, pad: 'x'.repeat(n % 50) }));
    expect((await build({ 't.ndjson': lines.join('\n') })).rows.map(([n]) => n)).toEqual(numbers);
  });
});

describe('JSON with a fault', () => {
  it.each([
    ['t.json', '', 't.json: The file is empty. A table needs at least the names of its columns.'],
    ['t.json', ' \n ', 't.json: The file holds nothing but blanks. A table needs at least one record.'],
    [
      't.json',
      '[]',
      't.json: There is no record, so the table has no columns. A table needs at least one record.',
    ],
    [
      't.ndjson',
      '{}\n',
      't.ndjson: There is no record, so the table has no columns. A table needs at least one record.',
    ],
    [
      't.json',
      '{"rows":[]}',
      't.json: The file is not an array of objects: it begins with "{". Put the records into [ ], or give it the extension .ndjson if it has one object a line.',
    ],
    [
      't.ndjson',
      '[{"a":1}]',
      't.ndjson: The file begins with "[", and NDJSON has one object a line. If it is an array of objects, give it the extension .json.',
    ],
    [
      't.json',
      '[{"a":1},\n {"é" 2}]',
      't.json:2:7: The JSON is not valid: a colon is expected. Correct it there, or export it again.',
    ],
    [
      't.json',
      '[{"a":1},\n {"a":2},]',
      't.json:2:10: The JSON is not valid: a value is expected. Correct it there, or export it again.',
    ],
    [
      't.json',
      '[{"a":1},\n {"a":2',
      't.json:2:8: The JSON is not valid: a closing brace is expected. Correct it there, or export it again.',
    ],
    [
      't.ndjson',
      '{"a":1}\n\n{"a":x}\n',
      't.ndjson:3:6: The JSON is not valid: there is a word that is no JSON value. Correct it there, or export it again.',
    ],
    [
      't.ndjson',
      '{"a":"\\ud83d"}\n',
      't.ndjson: The JSON is not valid: no low surrogate in string. Correct it there, or export it again.',
    ],
    [
      't.json',
      '[{"a":1},{"a":NaN}]',
      't.json row 2: The JSON is not valid: NaN and Infinity are no JSON values. Write null instead.',
    ],
    [
      't.json',
      '[{"a":1},[2]]',
      't.json row 2: This record is an array and not an object. Write each record as {"column": value, ...}.',
    ],
    [
      't.json',
      '[7]',
      't.json row 1: This record is a number and not an object. Write each record as {"column": value, ...}.',
    ],
    [
      't.json',
      '["x"]',
      't.json row 1: This record is a string and not an object. Write each record as {"column": value, ...}.',
    ],
    [
      't.json',
      '[{"a":1},null]',
      't.json row 2: This record is null and not an object. Write each record as {"column": value, ...}.',
    ],
    [
      't.json',
      '[{"a":1},true]',
      't.json row 2: This record is a boolean and not an object. Write each record as {"column": value, ...}.',
    ],
    [
      't.ndjson',
      '{"a":1}\n{"b":1,"c":1,"b":2}\n',
      't.ndjson row 2: This record has the key "b" twice. Give each value a key of its own.',
    ],
    [
      't.json',
      '[{"a":1},{"A":1}]',
      't.json: Columns 1 "a" and 2 "A" have the same name but for the case of letters. Give each column a name of its own.',
    ],
    [
      't.json',
      '[{"a":"x"},{"a":"\\\\u0000"},{"a":"x\\u0000"}]',
      't.json row 3: A string holds a NUL character (\\u0000). Take it out: a text ends there for most programs.',
    ],
    [
      't.ndjson',
      `{"a":"${'x'.repeat(40 * 1024 * 1024)}"}\n`,
      't.ndjson: A record is longer than 16 MiB. Split it, or keep what is that large in a file of its own.',
    ],
  ])('%s %#', async (name, text, expected) => {
    expect(await problem({ [name]: text })).toBe(expected);
  });

  it('that is not UTF-8', async () => {
    expect(await problem({ 't.json': Buffer.from('[{"a":\n"\xe9"}]', 'latin1') })).toMatch(
      /^t\.json:2: The file is not UTF-8: the byte at offset 8 is 0xE9\./,
    );
  });
});
