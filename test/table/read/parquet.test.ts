import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../support/temp.ts';
import { fault, read } from './reading.ts';

/** A Parquet file of a query's result. */
async function parquet(query: string): Promise<Buffer> {
  const file = join(tempFolder(), 't.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(file);
}

describe('Parquet', () => {
  it('keeps every value exactly', async () => {
    const { names, kinds, rows, places } = await read({
      't.parquet':
        await parquet(`SELECT 12345678901234567.89::DECIMAL(19,2) AS money, 9007199254740993::BIGINT AS big,
        18446744073709551615::UBIGINT AS bigger, 0.1::FLOAT AS single, 0.1::DOUBLE + 0.2 AS double, 'NaN'::DOUBLE AS nan,
        true AS yes, '007' AS text, DATE '2026-11-21' AS day, TIMESTAMP '2026-11-21 10:00:00.123456' AS at,
        TIMESTAMPTZ '2026-11-21 10:00:00+02' AS zoned, [1, 2] AS list, {'a': 'x'} AS "a struct", NULL::INTEGER AS none`),
    });
    expect(Object.fromEntries(names.map((name, index) => [name, [kinds[index], rows[0]?.[index]]]))).toEqual({
      money: ['number', '12345678901234567.89'],
      big: ['number', '9007199254740993'],
      bigger: ['number', '18446744073709551615'],
      single: ['number', '0.1'],
      double: ['number', '0.30000000000000004'],
      nan: ['number', null],
      yes: ['boolean', 'true'],
      text: ['text', '007'],
      day: ['text', '2026-11-21'],
      at: ['text', '2026-11-21 10:00:00.123456'],
      zoned: ['text', '2026-11-21 08:00:00'],
      list: ['text', '[1,2]'],
      'a struct': ['text', '{"a":"x"}'],
      none: ['number', null],
    });
    expect(places).toEqual([{ source: 't.parquet', line: 1 }]);
  });

  it('keeps the order of many rows', async () => {
    const { rows, places } = await read({
      't.parquet': await parquet('SELECT range AS n FROM range(300000)'),
    });
    expect(rows.findIndex(([n], index) => n !== String(index))).toBe(-1);
    expect(places.at(-1)?.line).toBe(300_000);
  });

  it('says what is wrong', async () => {
    const whole = await parquet('SELECT 1 AS a, repeat(md5(range::VARCHAR), 3) AS b FROM range(1000)');
    expect(await fault({ 't.parquet': whole.subarray(0, -10) })).toBe(
      't.parquet: The Parquet file cannot be read: its end is missing. It may be damaged or cut off: write it again.',
    );
    expect(await fault({ 't.parquet': 'a,b\n1,2\n' })).toBe(
      't.parquet: The file is not Parquet. Give it the extension of what it is, or write it again.',
    );
    expect(await fault({ 't.parquet': '' })).toBe(
      't.parquet: The file is empty. It may be damaged or cut off: write it again.',
    );
    const bent = Buffer.from(whole);
    bent.fill(0xff, 4, 2000);
    expect(await fault({ 't.parquet': bent })).toMatch(
      /^t\.parquet: The Parquet file cannot be read: .*[^.]\. It may be/,
    );
  });
});
