import { setImmediate } from 'node:timers/promises';
import type { Row, Selection } from '../query.ts';

const batchRows = 1000;

/** Rows of a selection from one on, at most `limit`, some at a time; the event loop turns in between. */
export async function* batchesOf(selection: Selection, offset: number, limit: number): AsyncGenerator<Row[]> {
  if (offset === 0 && limit >= selection.count) return yield* selection.batches();
  const end = Math.min(selection.count, offset + limit);
  for (let start = offset; start < end; start += batchRows) {
    yield selection.rows(start, Math.min(batchRows, end - start));
    await setImmediate();
  }
}
