import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary, TableSummary } from '../../../table/summary.ts';
import { writeName } from './name.ts';

/** A query that somebody could want, and what it is for. */
export interface Example {
  title: string;
  sql: string;
}

/** Queries for a table that give something, as far as it has the columns for them. */
export function examplesFor({ text }: Reader, table: TableSummary): Example[] {
  const texts = text.sql.example;
  const from = writeName(table.name);
  const group = table.columns.find(isGroup);
  const date = table.columns.find(
    ({ type, count }) => (type === 'date' || type === 'timestamp') && count > 0,
  );
  const number = amountOf(table.columns);
  const titleOf = ({ title, name }: ColumnSummary) => title ?? name;
  const examples: Example[] = [{ title: texts.rows, sql: `SELECT *\nFROM ${from}\nLIMIT 100` }];
  if (group && number)
    examples.push({
      title: texts.sums(titleOf(number), titleOf(group)),
      sql: `SELECT ${writeName(group.name)}, sum(${writeName(number.name)}) AS total
FROM ${from}
GROUP BY ${writeName(group.name)}
ORDER BY total DESC
LIMIT 20`,
    });
  else if (group)
    examples.push({
      title: texts.most(titleOf(group)),
      sql: `SELECT ${writeName(group.name)}, count(*) AS times
FROM ${from}
GROUP BY ${writeName(group.name)}
ORDER BY times DESC
LIMIT 20`,
    });
  if (date)
    examples.push({
      title: texts.months(titleOf(date)),
      sql: `SELECT substr(${writeName(date.name)}, 1, 7) AS month, count(*) AS times
FROM ${from}
GROUP BY month
ORDER BY month`,
    });
  if (number) {
    const name = writeName(number.name);
    examples.push({
      title: texts.median(titleOf(number)),
      sql: `SELECT min(${name}), median(${name}), max(${name})\nFROM ${from}`,
    });
  }
  return examples;
}

/** A column by which rows can be put together: its values repeat. */
function isGroup({ type, distinct, count }: ColumnSummary): boolean {
  return type === 'text' && distinct > 1 && distinct < count;
}

/**
 * The column of numbers that is likeliest an amount: the last of decimals, for sums stand behind what
 * they are of; else the last of integers that do not just number the rows.
 */
function amountOf(columns: ColumnSummary[]): ColumnSummary | undefined {
  return (
    columns.findLast(({ type, count }) => type === 'decimal' && count > 0) ??
    columns.findLast(({ type, order, count }) => type === 'integer' && order !== 'ascending' && count > 0)
  );
}
