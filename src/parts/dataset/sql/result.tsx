import type { Reader } from '../../../language/reader.ts';
import { Chart } from '../../charts/chart.tsx';
import { formatNames } from '../export/formats.ts';
import type { Value } from '../query.ts';
import { chartOf } from './chart.ts';
import type { SqlColumn } from './protocol.ts';
import type { SqlResult } from './runner.ts';

/** Characters of a text that a cell shows. */
const maxShown = 300;

/** The most decimals that a column's numbers are shown with. */
const maxDigits = 6;

interface ResultProps {
  reader: Reader;
  query: string;
  result: SqlResult;
}

/** The answer to a query as a table, and the ways to take it along. */
export function Result({ reader, query, result }: ResultProps) {
  const { text, count, number } = reader;
  const { columns, rows, truncated, milliseconds } = result;
  const chart = chartOf(reader, result);
  return (
    <section class="answer" aria-labelledby="result">
      <div class="heading">
        <h2 id="result">{text.sql.result}</h2>
        <p>
          {count(rows.length, text.dataset.row)},{' '}
          {text.sql.took(number(milliseconds, milliseconds < 10 ? 1 : 0))}
        </p>
      </div>
      <p class="export">
        {text.sql.export}
        {formatNames.map((format) => (
          <a key={format} class="button" href={exportAddress(query, format)} download>
            {format.toUpperCase()}
          </a>
        ))}
      </p>
      {truncated && <p class="quiet">{text.sql.truncated(count(rows.length, text.dataset.row))}</p>}
      {chart && (
        <figure class="panel">
          <figcaption>{chart.label}</figcaption>
          <Chart model={chart} height={240} />
        </figure>
      )}
      {rows.length === 0 ? (
        <p class="panel quiet">{text.sql.none}</p>
      ) : (
        <Rows title={text.sql.result} none={text.sql.null} columns={columns} rows={rows} />
      )}
    </section>
  );
}

interface RowsProps {
  title: string;
  /** What is said of a value that is not there. */
  none: string;
  columns: SqlColumn[];
  rows: Value[][];
}

function Rows({ title, none, columns, rows }: RowsProps) {
  const shapes = columns.map(({ type }, at) => ({
    isNumber: type === 'integer' || type === 'decimal',
    digits: type === 'decimal' ? digitsOf(rows, at) : undefined,
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class="scroll" tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, type }, at) => (
              <th key={at} scope="col" class={shapes[at]?.isNumber ? 'number' : undefined}>
                {name} <small>{type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {row.map((value, at) => (
                <td key={at} class={cellClass(value, shapes[at]?.isNumber)}>
                  {value === null ? (
                    <span class="quiet" title={none}>
                      –
                    </span>
                  ) : (
                    shownValue(value, shapes[at]?.digits)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cellClass(value: Value, isNumber: boolean | undefined): string | undefined {
  if (isNumber) return 'number';
  return typeof value === 'string' && value.length > 40 ? 'long' : undefined;
}

/** A value as its cell shows it; a text that is cut ends in dots, and an export has all of it. */
function shownValue(value: Exclude<Value, null>, digits: number | undefined): string {
  if (typeof value === 'number' && digits !== undefined) return value.toFixed(digits);
  const text = String(value);
  return text.length > maxShown ? `${text.slice(0, maxShown).trimEnd()}…` : text;
}

/**
 * The decimals that a column of numbers needs, so that their points stand below each other: those of
 * the longest, rounded; undefined where rounding would leave nothing of a number.
 */
function digitsOf(rows: Value[][], at: number): number | undefined {
  let digits = 0;
  for (const row of rows) {
    const value = row[at];
    if (typeof value !== 'number') continue;
    if (Math.abs(value) >= 1e15 || (value !== 0 && Math.abs(value) < 10 ** -maxDigits)) return undefined;
    digits = Math.max(digits, String(Number(value.toFixed(maxDigits))).split('.')[1]?.length ?? 0);
  }
  return digits;
}

/** The address of the whole answer as a file. */
function exportAddress(query: string, format: string): string {
  return `/api/sql?${new URLSearchParams({ format, query })}`;
}
