import { createWriteStream, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { largeCsv, largeXlsx } from './large-table.ts';
import {
  type Bench,
  holdall,
  megabytes,
  ms,
  peak,
  type Run,
  ratio,
  run,
  runInTurn,
  seconds,
  table,
} from './measure.ts';

const node = process.execPath;
const ROWS = 1_000_000;

/** Tables: statistics, SQLite, memory, workbooks, and other programs on the same file. */
export async function tables({ work, section }: Bench): Promise<void> {
  const csv = join(work, 'sales.csv');
  await pipeline(largeCsv(ROWS), createWriteStream(csv));
  const sqlite = join(work, 'sales.sqlite');
  const runs = runInTurn(
    {
      bare: () => run([node, resolve('bench/tables/bare-duckdb.ts'), csv]),
      profile: () => profile(csv),
      sqlite: () => toSqlite(csv, sqlite),
    },
    5,
  );
  const row = (name: string, all: Run[]): string[] => [
    name,
    seconds(ms(all)),
    ratio(all, runs.bare).toFixed(2),
    megabytes(peak(all)),
  ];
  section(
    'Tables: a million rows to statistics and to SQLite',
    `A CSV of ${ROWS.toLocaleString('en')} rows by 7 columns (${megabytes(statSync(csv).size)}): an id, a date, texts of few and of many values, an integer, a price, a boolean. Beside it DuckDB alone: \`read_csv\`, and one exact aggregate query with counts, distinct values, extremes, mode, mean, median, deviation, quantiles, skewness and kurtosis. Whole processes in turn, 5 times each; medians. The bounds are 1.6 times DuckDB for the statistics, and as long again with the SQLite file.

${table(
  ['', 'time', 'ratio to DuckDB', 'memory'],
  [
    row('`holdall profile`: types from the whole column, all statistics, correlations', runs.profile),
    row(`the same and a SQLite file with full-text index (${megabytes(statSync(sqlite).size)})`, runs.sqlite),
    row('DuckDB', runs.bare),
  ],
)}`,
  );
  peers(section, csv, runs.profile);
  await large({ work, section });
}

function profile(file: string): Run {
  return holdall('profile', file, '--json');
}

function toSqlite(file: string, out: string): Run {
  return run([node, resolve('bench/tables/to-sqlite.ts'), file, out]);
}

/** Other programs that describe a CSV, on the same file. */
function peers(section: Bench['section'], csv: string, ours: Run[]): void {
  const runs = runInTurn(
    {
      summarize: () => run([node, resolve('bench/tables/duckdb-summarize.ts'), csv]),
      miller: () => run(['mlr', '--icsv', '--ojson', 'summary', '--all', csv]),
    },
    3,
  );
  // Minutes, so once: nothing that a second run could change would matter.
  const csvstat = run(['csvstat', csv]);
  if (csvstat.status !== 0) throw new Error(csvstat.err);
  const row = (name: string, all: Run[], can: string[]): string[] => [
    name,
    seconds(ms(all)),
    megabytes(peak(all)),
    ...can,
  ];
  section(
    'Tables: beside other programs',
    `The same file. What each tells of a column differs, so the time is not all: csvkit's csvstat and Miller's summary are of Debian 12.

${table(
  [
    '',
    'time',
    'memory',
    'distinct',
    'median',
    'quartiles',
    'most frequent',
    'shape, histogram',
    'correlations',
  ],
  [
    row('`holdall profile`', ours, ['exact', 'exact', 'exact', 'ten, and all ties', 'yes', 'yes']),
    row('DuckDB SUMMARIZE', runs.summarize, ['approximate', 'approximate', 'approximate', 'no', 'no', 'no']),
    row('Miller summary', runs.miller, ['exact', 'exact', 'exact', 'the first', 'skewness', 'no']),
    row('csvstat', [csvstat], ['exact', 'exact', 'no', 'five', 'no', 'no']),
  ],
)}`,
  );
}

/** What must stay within bounds of memory, and of time for workbooks. */
async function large({ work, section }: Bench): Promise<void> {
  const csv = join(work, 'large.csv');
  await pipeline(largeCsv(10 * ROWS), createWriteStream(csv));
  const out = join(work, 'large.sqlite');
  const built = succeeded(toSqlite(csv, out));
  const [csvSize, sqliteSize] = [statSync(csv).size, statSync(out).size];
  rmSync(csv);
  rmSync(out);
  const xlsx = join(work, 'sales.xlsx');
  await pipeline(largeXlsx(ROWS), createWriteStream(xlsx));
  const { workbook } = runInTurn({ workbook: () => profile(xlsx) }, 3);
  section(
    'Tables: large ones',
    `The bounds are 2 GB of memory for the CSV, and 15 s and 600 MB for reading the workbook.

${table(
  ['', 'file', 'time', 'memory'],
  [
    [
      `10,000,000 rows of CSV to statistics and SQLite (${megabytes(sqliteSize)})`,
      megabytes(csvSize),
      seconds(built.ms),
      megabytes(built.peak),
    ],
    [
      '1,000,000 rows of XLSX to statistics',
      megabytes(statSync(xlsx).size),
      seconds(ms(workbook)),
      megabytes(peak(workbook)),
    ],
  ],
)}`,
  );
}

function succeeded(one: Run): Run {
  if (one.status !== 0) throw new Error(one.err);
  return one;
}
