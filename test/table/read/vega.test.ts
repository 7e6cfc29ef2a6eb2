import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCsv } from 'hucre/csv';
import { describe, expect, it } from 'vitest';
import { withDuck } from '../../../src/table/duckdb.ts';
import { readTable } from '../../../src/table/read/read.ts';
import { tempFolder } from '../../support/temp.ts';
import { read } from './reading.ts';

/** Real tables. */
const folder = fileURLToPath(new URL('../../../node_modules/vega-datasets/data', import.meta.url));
const files = readdirSync(folder).sort();

/** An array of nothing but objects. */
function isTabular(value: unknown): value is Record<string, unknown>[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((record) => typeof record === 'object' && record !== null && !Array.isArray(record))
  );
}

describe('the tables of vega-datasets', () => {
  const texts = files.filter((name) => ['.csv', '.tsv'].includes(extname(name)));

  it.each(texts)('%s', async (name) => {
    const content = readFileSync(join(folder, name), 'utf8');
    const delimiter = name.endsWith('.tsv') ? '\t' : ',';
    const [header = [], ...rows] = parseCsv(content.replace(/^\ufeff/, ''), {
      delimiter,
      skipEmptyRows: true,
    });
    const found = await read({ [name]: content });
    expect(found.names).toEqual(
      header.map((field, index) => String(field ?? '').trim() || `column${index + 1}`),
    );
    expect(found.rows).toEqual(
      rows.map((row) => row.map((field) => (field === null || field === '' ? null : String(field)))),
    );
  });

  const records = files
    .filter((name) => extname(name) === '.json')
    .flatMap((name) => {
      const content: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return isTabular(content) ? [{ name, content }] : [];
    });

  it('hold many', () => {
    expect(texts.length + records.length).toBeGreaterThan(50);
  });

  it.each(records)('$name', async ({ name, content }) => {
    const found = await read({ [name]: readFileSync(join(folder, name)) });
    // The file's order, of which an object keeps that of names alone, and not of numbers.
    const keys = found.names;
    expect(new Set(keys)).toEqual(new Set(content.flatMap((record) => Object.keys(record))));
    expect(found.rows).toHaveLength(content.length);
    const asText = (value: unknown): string | null =>
      value === undefined || value === null
        ? null
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
    // Numbers are compared as numbers: the file may write 1.0 for 1.
    for (const [index, row] of found.rows.entries()) {
      for (const [column, key] of keys.entries()) {
        const [got, expected] = [row[column], content[index]?.[key]];
        if (typeof expected === 'number') {
          if (Number(got) !== expected) expect(got).toBe(expected);
        } else if (got !== asText(expected)) expect(got).toBe(asText(expected));
      }
    }
  });

  it('flights-3m.parquet', async () => {
    const source = 'flights-3m.parquet';
    const temp = tempFolder();
    const rows = await withDuck(temp, undefined, async (duck) => {
      const context = { duck, table: 't', temp, signal: undefined };
      return (await readTable(context, [{ file: join(folder, source), source }], {})).rows;
    });
    expect(rows).toBe(3_000_000);
  });
});
