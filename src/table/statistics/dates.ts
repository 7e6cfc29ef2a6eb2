import type { Duck } from '../duckdb.ts';
import type { ColumnType, DateSummary } from '../summary.ts';

type Period = DateSummary['period'];

/** The longest range, in days, that is counted by a period: some 100 of them. */
const longestRange: [Period, number][] = [
  ['hour', 4],
  ['day', 100],
  ['month', 10 * 366],
  ['year', 120 * 366],
  ['decade', Number.POSITIVE_INFINITY],
];

/** How a period is named: by its beginning. */
const formats: Record<Period, string> = {
  hour: '%Y-%m-%d %H:00',
  day: '%Y-%m-%d',
  month: '%Y-%m',
  year: '%Y',
  decade: '%Y',
};

/**
 * The summary of dates or timestamps.
 * @param values a DuckDB table of the values `v` and how often they occur, `n`
 */
export async function summarizeDates(duck: Duck, values: string, type: ColumnType): Promise<DateSummary> {
  const [[range] = []] = await duck.rows(
    `SELECT (epoch(max(v)::TIMESTAMP) - epoch(min(v)::TIMESTAMP)) / 86400 FROM ${values}`,
  );
  const days = Number(range);
  const usable = longestRange.filter(([period]) => type === 'timestamp' || period !== 'hour');
  const period = usable.find(([, longest]) => days <= longest)?.[0] ?? 'decade';
  const truncated = (value: string) => `date_trunc('${period}', ${value}::TIMESTAMP)`;
  const step = period === 'decade' ? '10 years' : `1 ${period}`;
  const counts = await duck.rows(`SELECT strftime(start, '${formats[period]}'), coalesce(sum(n), 0)::DOUBLE
    FROM (SELECT unnest(generate_series(${truncated('min(v)')}, ${truncated('max(v)')}, INTERVAL '${step}')) AS start
      FROM ${values})
    LEFT JOIN (SELECT ${truncated('v')} AS start, n FROM ${values}) USING (start)
    GROUP BY start ORDER BY start`);
  const [longest] = await duck.rows(`SELECT before::VARCHAR, v::VARCHAR,
      (epoch(v::TIMESTAMP) - epoch(before::TIMESTAMP)) / 86400 AS days
    FROM (SELECT v, lag(v) OVER (ORDER BY v) AS before FROM ${values}) WHERE before IS NOT NULL
    ORDER BY days DESC, v LIMIT 1`);
  return {
    days,
    period,
    counts: counts.map(([start, count]) => ({ start: String(start), count: Number(count) })),
    gaps: {
      empty: counts.filter(([, count]) => count === 0).length,
      longest: longest
        ? { after: String(longest[0]), before: String(longest[1]), days: Number(longest[2]) }
        : null,
    },
  };
}
