/** DuckDB's own SUMMARIZE of a CSV; its distinct counts and quantiles are approximate. `FILE` */
import { DuckDBInstance } from '@duckdb/node-api';

const [, , file] = process.argv;
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const result = await connection.runAndReadAll(`SUMMARIZE SELECT * FROM read_csv('${file}')`);
if (result.getRows().length === 0) throw new Error('no statistics');
