import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { buildTables } from '../../../src/table/build.ts';
import { chunkReader, readEncodings, readWords } from '../../../src/table/columns/read.ts';
import { tempFolder } from '../../support/temp.ts';

/** The encoding, the words and the one chunk of the column `c` with these values in JSON. */
async function column(...values: string[]) {
  const folder = tempFolder();
  const source = join(folder, 'source');
  writeFileSync(source, values.map((value) => `{"c":${value}}\n`).join(''));
  const file = join(folder, 'out.sqlite');
  await buildTables([{ name: 't', files: [{ file: source, source: 't.ndjson' }], options: {} }], file);
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const [encoding] = readEncodings(db, 't');
    if (!encoding) return { encoding };
    return { encoding, words: readWords(db, 't', 0), chunk: [...chunkReader(db, 't', 0, encoding)(0)] };
  } finally {
    db.close();
  }
}

it('integers lie in the narrowest numbers, of which the smallest is for no value', async () => {
  expect(await column('-127', 'null', '127')).toEqual({
    encoding: 'int8',
    words: [],
    chunk: [-127, -128, 127],
  });
  expect(await column('-128')).toMatchObject({ encoding: 'int16', chunk: [-128] });
  expect(await column('128', 'null')).toMatchObject({ encoding: 'int16', chunk: [128, -32_768] });
  expect(await column('32768', 'null')).toMatchObject({ encoding: 'int32', chunk: [32_768, -(2 ** 31)] });
  expect(await column('-2147483647')).toMatchObject({ encoding: 'int32', chunk: [-2_147_483_647] });
  expect(await column('-2147483648')).toMatchObject({ encoding: 'float64', chunk: [-2_147_483_648] });
  expect(await column('9007199254740991')).toMatchObject({ encoding: 'float64', chunk: [2 ** 53 - 1] });
  expect(await column('9007199254740992')).toEqual({ encoding: undefined });
});

it('decimals are doubles, of which NaN is for no value and none is -0', async () => {
  const { encoding, chunk } = await column('0.1', 'null', '-0.0', '-2.5');
  expect(encoding).toBe('float64');
  expect(chunk).toEqual([0.1, Number.NaN, 0, -2.5]);
});

it('booleans, dates and texts are the places of their words, by code point', async () => {
  expect(await column('true', 'null', 'false')).toEqual({
    encoding: 'codes8',
    words: [false, true],
    chunk: [1, 2, 0],
  });
  expect(await column('"2026-03-21"', 'null', '"2025-12-31"')).toEqual({
    encoding: 'codes8',
    words: ['2025-12-31', '2026-03-21'],
    chunk: [1, 2, 0],
  });
  const odd = ['', ' ', 'B', 'a', 'é', '\ufeffa', '\uffee', '😀'];
  expect(await column(...odd.toReversed().map((text) => JSON.stringify(text)))).toEqual({
    encoding: 'codes8',
    words: odd,
    chunk: [7, 6, 5, 4, 3, 2, 1, 0],
  });
});

it('words past 255 take two bytes', async () => {
  const texts = Array.from({ length: 256 }, (_, n) => `"${String(n).padStart(3, '0')}x"`);
  expect(await column(...texts.slice(1), 'null')).toMatchObject({
    encoding: 'codes8',
    chunk: Array.from({ length: 256 }, (_, n) => n),
  });
  expect(await column(...texts, 'null')).toMatchObject({
    encoding: 'codes16',
    chunk: Array.from({ length: 257 }, (_, n) => n),
  });
});

it('a column without values has no words', async () => {
  expect(await column('null', 'null')).toEqual({ encoding: 'codes8', words: [], chunk: [0, 0] });
});

it('a few long texts are no words', async () => {
  const long = (letter: string) => JSON.stringify(letter.repeat(3_000_000));
  expect((await column(long('a'), long('b'))).encoding).toBe('codes8');
  expect((await column(long('a'), long('b'), long('c'))).encoding).toBeUndefined();
});
