import type { DuckDBConnection, DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';

/** A DuckDB database in memory, for the time of one job. Values are DuckDB's own JavaScript values. */
export interface Duck {
  run(sql: string): Promise<void>;
  /** All rows of a small result. */
  rows(sql: string): Promise<DuckDBValue[][]>;
  /** The result in chunks of some 2,000 rows, computed as they are asked for. */
  chunks(sql: string): AsyncGenerator<DuckDBDataChunk>;
  /**
   * Another connection to the same database, closed with it. A connection does one query after the
   * other; those of two are worked on at once. Temporary tables belong to one connection.
   */
  beside(): Promise<Duck>;
  /** Appends texts to a table of VARCHAR columns, column by column. */
  appendTexts(table: string, columns: (string | null)[][]): Promise<void>;
}

/** The most rows that one call of `appendTexts` takes. */
export const chunkRows = 2048;

/**
 * What DuckDB may take before it spills to files. Left to itself it takes most of the machine, and a
 * table of ten million rows with its statistics is to be built within 2 GB.
 */
const memoryLimit = '800MB';

/**
 * Opens a database, hands it to the work and closes it. It reaches for no network, and spills to
 * the folder `temp` when memory runs short. When the signal is aborted the query that runs fails
 * at once, with DuckDB's own error or the signal's reason.
 */
export async function withDuck<T>(
  temp: string,
  signal: AbortSignal | undefined,
  work: (duck: Duck) => Promise<T>,
): Promise<T> {
  const { DuckDBDataChunk, DuckDBInstance, VARCHAR } = await import('@duckdb/node-api');
  signal?.throwIfAborted();
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    temp_directory: temp,
    memory_limit: memoryLimit,
  });
  const connections: DuckDBConnection[] = [];
  const interrupt = (): void => {
    for (const connection of connections) connection.interrupt();
  };
  const connect = async (): Promise<Duck> => {
    const connection = await instance.connect();
    connections.push(connection);
    return {
      run: async (sql) => {
        signal?.throwIfAborted();
        await connection.run(sql);
      },
      rows: async (sql) => {
        signal?.throwIfAborted();
        return (await connection.runAndReadAll(sql)).getRows();
      },
      chunks: async function* (sql) {
        signal?.throwIfAborted();
        for await (const chunk of await connection.stream(sql)) {
          signal?.throwIfAborted();
          yield chunk;
        }
      },
      beside: connect,
      appendTexts: async (table, columns) => {
        signal?.throwIfAborted();
        const chunk = DuckDBDataChunk.create(
          columns.map(() => VARCHAR),
          columns[0]?.length ?? 0,
        );
        chunk.setColumns(columns);
        const appender = await connection.createAppender(table);
        appender.appendDataChunk(chunk);
        appender.closeSync();
      },
    };
  };
  signal?.addEventListener('abort', interrupt);
  try {
    return await work(await connect());
  } finally {
    signal?.removeEventListener('abort', interrupt);
    for (const connection of connections) connection.closeSync();
    instance.closeSync();
  }
}

/**
 * A text to select, as an SQL expression: DuckDB's client takes U+FEFF at the beginning of a text for
 * a byte order mark and drops it, so such a text gets one more.
 */
export function selectText(expression: string): string {
  return `if(starts_with(${expression}, chr(65279)), chr(65279) || ${expression}, ${expression})`;
}

/** A text as an SQL literal. A NUL would end the query. */
export function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\0') ? `(${quoted.replaceAll('\0', "' || chr(0) || '")})` : quoted;
}
