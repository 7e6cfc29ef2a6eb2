import type { Duck } from '../duckdb.ts';
import { selectText } from '../duckdb.ts';
import type { TextSummary } from '../summary.ts';

/**
 * A text's pattern: letters become A and a (those without case too), digits 9, each run as one;
 * the rest stays. Lower case first, since an `a` is none of the letters that become A.
 */
const pattern = String.raw`regexp_replace(regexp_replace(regexp_replace(v,
  '[\p{Ll}\p{Lo}\p{Lm}]+', 'a', 'g'), '[\p{Lu}\p{Lt}]+', 'A', 'g'), '\p{Nd}+', '9', 'g')`;

/** Longer texts have no pattern that anyone would read. */
const longestPattern = 100;

/**
 * The summary of texts.
 * @param values a DuckDB table of the values `v` and how often they occur, `n`
 */
export async function summarizeTexts(duck: Duck, values: string): Promise<TextSummary> {
  const [[mean, blank] = []] = await duck.rows(String.raw`SELECT
    sum(n * length(v))::DOUBLE / sum(n)::DOUBLE,
    coalesce(sum(n) FILTER (regexp_full_match(v, '[\s\p{Z}]*')), 0)::DOUBLE FROM ${values}`);
  const patterns = await duck.rows(`SELECT ${selectText('p')}, sum(n)::DOUBLE AS count
    FROM (SELECT ${pattern} AS p, n FROM ${values} WHERE length(v) <= ${longestPattern})
    GROUP BY p ORDER BY count DESC, p LIMIT 10`);
  return {
    shortest: await first(duck, values, 'ASC'),
    longest: await first(duck, values, 'DESC'),
    meanLength: Number(mean),
    blank: Number(blank),
    patterns: patterns.map(([text, count]) => ({ pattern: String(text), count: Number(count) })),
  };
}

async function first(duck: Duck, values: string, order: 'ASC' | 'DESC'): Promise<TextSummary['shortest']> {
  const [[value, length] = []] = await duck.rows(
    `SELECT ${selectText('v')}, length(v)::DOUBLE FROM ${values} ORDER BY length(v) ${order}, v LIMIT 1`,
  );
  return { value: String(value), length: Number(length) };
}
