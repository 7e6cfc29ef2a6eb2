import { literal } from '../duckdb.ts';
import { columnList } from '../raw.ts';

/** A CSV file that is known to be in order. */
export interface PlainCsv {
  file: string;
  delimiter: string;
  /** The number of columns, which are named `c0`, `c1` ... */
  columns: number;
  lineEnd: '\n' | '\r\n';
  /** Bytes of the longest record. */
  longest: number;
  /** Whether a line below the header is to be skipped as its header. */
  header: boolean;
  /**
   * Some field is in quotes. Threads that begin in the middle of a file take lines inside of quotes
   * for records, and refuse some files with long lines: then there is one thread.
   */
  quoted: boolean;
}

/** DuckDB's call that reads such a file as texts; an empty field is null. */
export function readCsvSql(csv: PlainCsv): string {
  const columns = columnList(csv.columns, (column) => `'${column}': 'VARCHAR'`);
  const longest = Math.max(2_000_000, 2 * csv.longest);
  const newLine = csv.lineEnd === '\r\n' ? `'\\r\\n'` : `'\\n'`;
  return `read_csv(${literal(csv.file)}, auto_detect = false, header = ${csv.header}, columns = {${columns}},
    delim = ${literal(csv.delimiter)}, quote = '"', escape = '"', comment = '', new_line = ${newLine},
    max_line_size = ${longest}, parallel = ${!csv.quoted}, compression = 'none', hive_partitioning = false)`;
}
