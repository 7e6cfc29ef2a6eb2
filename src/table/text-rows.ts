import { chunkRows } from './duckdb.ts';
import { makeTextTable, type ReadContext } from './source.ts';

/** A cell on its way into a table: its text, and whether it stood there as a text. */
export interface TextCell {
  text: string;
  textual: boolean;
}

/** Fills a table of texts row by row. */
export interface RowWriter {
  add(cells: (TextCell | null)[]): Promise<void>;
  /** Writes what is left; the rows, and for each column whether a value stood there as a text. */
  end(): Promise<{ rows: number; textual: boolean[] }>;
}

/** Makes the table of a reader and takes its rows; missing cells become null. */
export async function openRowWriter(
  { duck, into, signal }: ReadContext,
  columns: number,
): Promise<RowWriter> {
  await makeTextTable(duck, into, columns);
  const empty = () => Array.from({ length: columns }, (): (string | null)[] => []);
  const textual = new Array<boolean>(columns).fill(false);
  let chunk = empty();
  let inChunk = 0;
  let rows = 0;

  async function flush(): Promise<void> {
    if (inChunk > 0) await duck.appendTexts(into, chunk);
    chunk = empty();
    inChunk = 0;
  }

  return {
    async add(cells) {
      for (let index = 0; index < columns; index++) {
        const cell = cells[index] ?? null;
        chunk[index]?.push(cell === null || cell.text === '' ? null : cell.text);
        if (cell?.textual && cell.text !== '') textual[index] = true;
      }
      rows++;
      if (++inChunk < chunkRows) return;
      signal?.throwIfAborted();
      await flush();
    },
    async end() {
      await flush();
      return { rows, textual };
    },
  };
}
