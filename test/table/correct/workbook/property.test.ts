import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import type { Correction, Mark } from '../../../../src/table/correct/mark.ts';
import { correctWorkbook } from '../../../../src/table/correct/workbook/correct.ts';
import { tempFolder } from '../../../support/temp.ts';
import { marksOf } from '../sample.ts';

const letters = 'ABCDE';
const size = { rows: 8, columns: letters.length };

/** A value as a cell may hold it, and as it is read back. */
const value = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.boolean(),
  fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `t${text}`),
);
const grid = fc.array(fc.array(value, { minLength: size.columns, maxLength: size.columns }), {
  minLength: size.rows,
  maxLength: size.rows,
});
const corrections = fc.uniqueArray(
  fc.record({ row: fc.nat(size.rows + 2), column: fc.nat(size.columns - 1), value }),
  { selector: ({ row, column }) => `${row},${column}` },
);

function correctionOf({ row, column, value }: { row: number; column: number; value: unknown }): Correction {
  const type = typeof value === 'number' ? 'integer' : typeof value === 'boolean' ? 'boolean' : 'text';
  const after = value === null ? null : String(value);
  return {
    kind: 'corrected',
    row: row + 1,
    column: letters[column] ?? '',
    before: 'x',
    after,
    type,
    rules: ['r'],
  };
}

it('changes the cells that are corrected, whichever they are, and no other', {
  timeout: 60_000,
}, async () => {
  const folder = tempFolder();
  const [file, out] = [join(folder, 'in.xlsx'), join(folder, 'out.xlsx')];
  await fc.assert(
    fc.asyncProperty(grid, corrections, fc.uniqueArray(fc.nat(size.rows)), async (rows, changed, dropped) => {
      writeFileSync(file, await writeXlsx({ sheets: [{ name: 'S', rows }] }));
      const marks: Mark[] = [
        ...changed.map(correctionOf),
        ...dropped.map((row): Mark => ({ kind: 'dropped', row: row + 1, rule: 'd' })),
      ].sort((one, other) => one.row - other.row);
      await correctWorkbook({
        from: { file, source: 's.xlsx' },
        out,
        sheet: 'S',
        columns: [...letters],
        marks: marksOf(...marks),
      });
      const expected = Array.from({ length: size.rows + 3 }, (_, row) => [...(rows[row] ?? [])]);
      for (const { row, column, value } of changed) {
        const cells = expected[row];
        if (cells) cells[column] = value;
      }
      const { sheets } = await readXlsx(readFileSync(out));
      const found = sheets[0]?.rows ?? [];
      for (const [row, cells] of expected.entries()) {
        for (let column = 0; column < size.columns; column++) {
          expect(found[row]?.[column] ?? null).toBe(cells[column] ?? null);
        }
      }
      const noted = [...(sheets[0]?.cells ?? [])].filter(([, cell]) => cell.comment).map(([place]) => place);
      const wanted = new Set([
        ...changed.map(({ row, column }) => `${row},${column}`),
        ...dropped.map((row) => `${row},0`),
      ]);
      expect(new Set(noted)).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});
