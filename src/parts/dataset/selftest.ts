import type { Dataset } from './dataset.ts';

/** Every table has as many rows as its summary says, and its first can be read. */
export async function selftest(dataset: Dataset): Promise<void> {
  const engine = await dataset.engine();
  for (const table of dataset.tables) {
    const count = engine.count(table);
    if (count !== table.rows) throw new Error(`the table ${table.name} has ${count} rows, not ${table.rows}`);
    if (count > 0 && engine.row(table, 0) === undefined)
      throw new Error(`the table ${table.name} has no row 0`);
  }
}
