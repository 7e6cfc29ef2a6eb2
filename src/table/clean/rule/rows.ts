import type { Work, WorkColumn } from '../work.ts';
import { dropRows } from '../work.ts';

/** Drops the rows whose columns are the same as those of a row above; no value is the same as no value. */
export async function dropDuplicates(work: Work, rule: string, columns: WorkColumn[]): Promise<void> {
  const same = columns.map(({ id }) => id).join(', ');
  await dropRows(work, rule, `r NOT IN (SELECT min(r) FROM ${work.table} GROUP BY ${same})`);
}

/** Drops the rows that have no value in any of the columns. */
export async function dropEmptyRows(work: Work, rule: string, columns: WorkColumn[]): Promise<void> {
  await dropRows(work, rule, `coalesce(${columns.map(({ id }) => id).join(', ')}) IS NULL`);
}
