import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withDuck } from '../../../../src/table/duckdb.ts';
import { readTable } from '../../../../src/table/read/read.ts';
import { tempFolder } from '../../../support/temp.ts';

const rows = 800_000;

describe('a CSV file that several threads read', () => {
  it.each([
    ['without quotes', '\n', (row: number) => `text number ${row} 5" long`],
    ['with delimiters and quotes in quotes', '\r\n', (row: number) => `"a, "",""${row}"`],
  ])('%s, keeps order and values', async (_, lineEnd, field) => {
    const temp = tempFolder();
    const file = join(temp, 'large.csv');
    const line = (row: number): string => `${row},${field(row)},${' '.repeat(row % 30)}x,`;
    const lines = Array.from({ length: rows }, (_value, row) => line(row));
    writeFileSync(file, ['id,text,padded,none', ...lines].join(lineEnd));
    const value = field(-1).replace(/^"|"$/g, '').replaceAll('""', '"').split('-1');
    await withDuck(temp, undefined, async (duck) => {
      const context = { duck, table: 't', temp, signal: undefined };
      const raw = await readTable(context, [{ file, source: 'large.csv' }], {});
      expect(raw.rows).toBe(rows);
      const wrong = await duck.rows(`SELECT * FROM t WHERE c0 IS DISTINCT FROM rowid::VARCHAR
        OR c1 IS DISTINCT FROM concat('${value[0]}', rowid, '${value[1]}')
        OR c2 IS DISTINCT FROM repeat(' ', rowid % 30) || 'x' OR c3 IS NOT NULL LIMIT 3`);
      expect(wrong).toEqual([]);
      expect(await raw.locate([0, 500_000, rows - 1])).toEqual(
        [2, 500_002, rows + 1].map((at) => ({ source: 'large.csv', line: at })),
      );
    });
  });
});
