import type { DatabaseSync } from 'node:sqlite';
import { chunkRows, chunksTable, quoteName, wordsTable } from '../sqlite-layout.ts';
import type { SummaryValue } from '../summary.ts';
import { arrayFor, type Encoding, nilOf } from './encoding.ts';

/** Writes the values of a column, in the order of its rows, to chunks: each as soon as it is full. */
export interface ChunkWriter {
  /** The next so many rows; a value is the number that its encoding has for it, or null for none. */
  push(rows: number, value: (row: number) => unknown): void;
  /** Writes the rows that are left. */
  end(): void;
}

/** Makes the tables of chunks and of words. */
export function createChunks(db: DatabaseSync): void {
  db.exec(`CREATE TABLE ${quoteName(chunksTable)} ("table" TEXT NOT NULL, place INTEGER NOT NULL,
      chunk INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY ("table", place, chunk)) STRICT;
    CREATE TABLE ${quoteName(wordsTable)} ("table" TEXT NOT NULL, place INTEGER NOT NULL,
      words TEXT NOT NULL, PRIMARY KEY ("table", place)) STRICT`);
}

/** Notes the words of a column, and returns what writes its chunks. */
export function writeColumn(
  db: DatabaseSync,
  at: { table: string; place: number; rows: number },
  encoding: Encoding,
  words: readonly SummaryValue[] | undefined,
): ChunkWriter {
  const { table, place } = at;
  if (words) {
    db.prepare(`INSERT INTO ${quoteName(wordsTable)} VALUES (?, ?, ?)`).run(
      table,
      place,
      JSON.stringify(words),
    );
  }
  const insert = db.prepare(`INSERT INTO ${quoteName(chunksTable)} VALUES (?, ?, ?, ?)`);
  const array = arrayFor(encoding, Math.min(chunkRows, at.rows));
  const nil = nilOf(encoding, words?.length ?? 0);
  let scratch = new Float64Array(0);
  let chunk = 0;
  let filled = 0;
  const flush = (): void => {
    insert.run(table, place, chunk++, new Uint8Array(array.buffer, 0, filled * array.BYTES_PER_ELEMENT));
    filled = 0;
  };
  return {
    push(rows, value) {
      // By way of doubles: a loop that stores into arrays of many types is several times slower.
      if (scratch.length < rows) scratch = new Float64Array(rows);
      for (let row = 0; row < rows; row++) {
        const number = value(row);
        // -0 is 0, as it is in SQLite.
        scratch[row] = typeof number === 'number' ? number + 0 : nil;
      }
      for (let done = 0; done < rows; ) {
        const some = Math.min(rows - done, array.length - filled);
        array.set(scratch.subarray(done, done + some), filled);
        filled += some;
        done += some;
        if (filled === array.length) flush();
      }
    },
    end() {
      if (filled > 0) flush();
    },
  };
}
