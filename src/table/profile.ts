import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeTable, type TableSource } from './describe.ts';
import { withDuck } from './duckdb.ts';
import type { TableSummary } from './summary.ts';

/**
 * The statistics of a table without building anything. Throws a `UserError` for input that is wrong,
 * and the signal's reason when it is aborted. Temporary files are removed.
 */
export async function profileTable(
  source: TableSource,
  options: { signal?: AbortSignal; onProgress?: (text: string) => void } = {},
): Promise<TableSummary> {
  const { signal, onProgress } = options;
  const temp = await mkdtemp(join(tmpdir(), 'holdall-profile-'));
  try {
    return await withDuck(temp, signal, async (duck) => {
      const { summary } = await describeTable({ duck, table: 't0', temp, signal }, source, onProgress);
      return summary;
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}
