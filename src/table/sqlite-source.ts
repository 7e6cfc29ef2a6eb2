import type { Duck } from './duckdb.ts';
import type { TypedColumn } from './statistics/summarize.ts';
import type { ColumnSummary } from './summary.ts';

/** A table of DuckDB, and what is known of it. */
export interface SqliteTableSource {
  duck: Duck;
  table: string;
  columns: TypedColumn[];
  summaries: ColumnSummary[];
  signal: AbortSignal | undefined;
  /** Called now and then with what is being done. */
  onProgress: (text: string) => void;
}
