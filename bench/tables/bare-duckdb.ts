/**
 * Reads a CSV by DuckDB's `read_csv` and asks one exact aggregate query of it: what a person who
 * knows DuckDB would write. `FILE`
 */
import { DuckDBInstance } from '@duckdb/node-api';

const [, , file] = process.argv;
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${file}')`);
const columns = (await connection.runAndReadAll('DESCRIBE t')).getRows();
const aggregates = columns.flatMap(([name, type]) => {
  const c = `"${name}"`;
  const all = [`count(${c})`, `count(DISTINCT ${c})`, `min(${c})`, `max(${c})`, `mode(${c})`];
  if (!/INT|DOUBLE|DECIMAL/.test(String(type))) return all;
  const quantiles = `quantile_cont(${c}, [0.01, 0.05, 0.25, 0.75, 0.95, 0.99])`;
  return [
    ...all,
    ...['sum', 'avg', 'median', 'stddev', 'skewness', 'kurtosis'].map((name) => `${name}(${c})`),
    quantiles,
  ];
});
const result = await connection.runAndReadAll(`SELECT ${aggregates.join(', ')} FROM t`);
if (result.getRows().length !== 1) throw new Error('no statistics');
