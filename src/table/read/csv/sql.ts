import { literal } from '../../duckdb.ts';
import { columnList } from '../../raw.ts';

/** A CSV file that is known to be in order. */
export interface PlainCsv {
  file: string;
  delimiter: string;
  /** What some fields are in, doubled inside; empty when no field is. */
  quote: string;
  /** The number of columns, which are named `c0`, `c1` ... */
  columns: number;
  lineEnd: '\n' | '\r\n';
  /** Bytes of the longest record. */
  longest: number;
  /** Whether the first record is to be skipped as the header. */
  header: boolean;
  /** Some field holds a line end. */
  linesInQuotes: boolean;
  /** There are lines with nothing in them. */
  blanks: boolean;
}

/** Threads that begin in the middle of a file refuse some files with longer records. */
const longestInParallel = 100_000;

/**
 * DuckDB's call that reads such a file as texts; an empty field is null. It reads in parallel, in
 * the order of the file, where nothing can mislead threads that begin in the middle: they take
 * lines inside of quotes for records.
 */
export function readCsvSql(csv: PlainCsv): string {
  const columns = columnList(csv.columns, (column) => `'${column}': 'VARCHAR'`);
  const newLine = csv.lineEnd === '\r\n' ? `'\\r\\n'` : `'\\n'`;
  const parallel = !csv.linesInQuotes && !csv.blanks && csv.longest <= longestInParallel;
  return `read_csv(${literal(csv.file)}, auto_detect = false, header = ${csv.header}, columns = {${columns}},
    delim = ${literal(csv.delimiter)}, quote = ${literal(csv.quote)}, escape = ${literal(csv.quote)},
    comment = '', new_line = ${newLine}, max_line_size = ${Math.max(2_000_000, 2 * csv.longest)},
    parallel = ${parallel}, compression = 'none', hive_partitioning = false)`;
}
