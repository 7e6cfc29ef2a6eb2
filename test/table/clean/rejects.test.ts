import { describe, expect, it } from 'vitest';
import { formatUserError, UserError } from '../../../src/base/error.ts';
import { cleanTable } from '../../../src/table/clean/clean.ts';
import { cleanOptions } from '../../../src/table/clean/options.ts';
import { rejectsSql } from '../../../src/table/clean/rejects.ts';
import type { Duck } from '../../../src/table/duckdb.ts';
import { withDuck } from '../../../src/table/duckdb.ts';
import type { RawTable } from '../../../src/table/raw.ts';
import { tempFolder } from '../../support/temp.ts';
import { rawTable } from './cleaning.ts';

/** A table of two files, the second a sheet with the column `a` in its third column. */
async function twoFiles(duck: Duck, rows: number): Promise<RawTable> {
  const values = Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? `x${row}` : String(row)));
  return {
    ...(await rawTable(duck, { a: values })),
    locate: (wanted) => {
      expect(wanted).toEqual([...new Set(wanted)].sort((one, other) => one - other));
      return Promise.resolve(
        wanted.map((row) =>
          row < 2
            ? { source: 'one.csv', line: row + 2 }
            : { source: 'two.xlsx', line: row + 9, sheet: { name: 'May', columns: ['C'] } },
        ),
      );
    },
  };
}

describe('the rejects of a table', () => {
  it('are rows of source, line, column, value, rule and reason, in order, however many', async () => {
    const temp = tempFolder();
    await withDuck(temp, undefined, async (duck) => {
      const read = await twoFiles(duck, 10_000);
      const options = cleanOptions.parse({ columns: { a: { type: 'integer' } }, onError: 'reject' });
      const { done } = await cleanTable({ duck, table: 't0', temp, signal: undefined }, read, options);
      if (!done) throw new Error('nothing was done');
      const sql = await rejectsSql(duck, read, done);
      const [[names] = []] = await duck.rows(`SELECT string_agg(column_name, ' ') FROM (DESCRIBE ${sql})`);
      expect(String(names)).toBe('source line column value rule reason');
      const rows = await duck.rows(sql);
      expect(rows).toHaveLength(3334);
      expect(rows.slice(0, 2)).toEqual([
        ['one.csv', 2n, 'a', 'x0', 'type', 'is no integer'],
        ['two.xlsx', 12n, 'a', 'x3', 'type', 'is no integer'],
      ]);
      expect(rows.at(-1)?.slice(0, 4)).toEqual(['two.xlsx', 10_008n, 'a', 'x9999']);
    });
  });

  it('are told by cell where there are sheets', async () => {
    const temp = tempFolder();
    const failed = withDuck(temp, undefined, async (duck) => {
      const options = cleanOptions.parse({ columns: { a: { type: 'integer' } } });
      await cleanTable({ duck, table: 't0', temp, signal: undefined }, await twoFiles(duck, 7), options);
    });
    const error: unknown = await failed.catch((thrown: unknown) => thrown);
    if (!(error instanceof UserError)) throw error;
    expect(formatUserError(error)).toBe(
      'one.csv:2: "a": "x0" is no integer. 2 more broke a rule: two.xlsx May!C12 "a": "x3" is no integer; ' +
        'two.xlsx May!C15 "a": "x6" is no integer. Mend the data or the rules, or set "onError" of the table to ' +
        '"reject" or "null".',
    );
    expect(error).toMatchObject({ at: { file: 'one.csv', line: 2 }, exitCode: 1 });
  });
});
