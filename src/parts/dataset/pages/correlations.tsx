import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { DatasetTrail } from './dataset-trail.tsx';
import { titleOf } from './values.ts';
import { columnAddress, firstView, tableAddress, viewAddress } from './view.ts';

export const methods = ['pearson', 'spearman'] as const;
export type Method = (typeof methods)[number];

/** How every two numeric columns go together; each pair leads to its points. */
export function CorrelationsPage({
  reader,
  table,
  method,
}: {
  reader: Reader;
  table: TableSummary;
  method: Method;
}) {
  const text = reader.text.dataset;
  const { correlations } = table;
  return (
    <>
      <DatasetTrail reader={reader} steps={[[table.name, tableAddress(table)]]} />
      <div class="heading">
        <h1>{text.correlations.title}</h1>
        <nav class="switch" aria-label={text.correlations.method}>
          {methods.map((one) => (
            <a
              key={one}
              href={`${tableAddress(table, 'correlations')}${one === 'pearson' ? '' : `?_method=${one}`}`}
              aria-current={one === method ? 'page' : undefined}
            >
              {text.correlations[one]}
            </a>
          ))}
        </nav>
      </div>
      <p class="intro">
        {text.correlations.intro} {text.correlations[`${method}Is`]}
      </p>
      {correlations ? (
        <Matrix reader={reader} table={table} names={correlations.columns} values={correlations[method]} />
      ) : (
        <p class="panel quiet">{text.correlations.noneHere}</p>
      )}
    </>
  );
}

function Matrix({
  reader,
  table,
  names,
  values,
}: {
  reader: Reader;
  table: TableSummary;
  names: string[];
  values: (number | null)[][];
}) {
  const text = reader.text.dataset.correlations;
  const columns = names.map((name) => {
    const place = table.columns.findIndex((column) => column.name === name);
    const column = table.columns[place];
    return { name, place, title: column ? titleOf(column) : name };
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class="scroll fit" tabIndex={0} aria-label={text.title}>
      <table class="matrix">
        <thead>
          <tr>
            <td />
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                <span>{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((row, nth) => (
            <tr key={row.name}>
              <th scope="row">
                <a href={columnAddress(table, row.place)}>{row.title}</a>
              </th>
              {columns.map((column, at) => {
                if (nth === at) return <td key={column.name} class="self" />;
                const value = values[nth]?.[at] ?? null;
                if (value === null)
                  return (
                    <td key={column.name} class="self">
                      <small>{text.none}</small>
                    </td>
                  );
                const shown = number(reader, value);
                return (
                  <td key={column.name} class={strength(value)}>
                    <a
                      href={viewAddress(firstView(table), 'charts', {
                        _x: column.name,
                        _y: row.name,
                        _aggregate: 'each',
                        _kind: 'scatter',
                      })}
                      aria-label={text.pair(row.title, column.title, shown)}
                    >
                      {shown}
                    </a>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Two decimals, and the sign that stands on paper. Only what is 1 is shown as 1.00. */
function number(reader: Reader, value: number): string {
  const kept = Math.abs(value) < 1 ? Math.max(-0.99, Math.min(0.99, value)) : value;
  const text = kept.toFixed(2).replace('.', reader.text.decimalSign);
  return /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
}

/** The colour of a cell: six steps on both sides of 0. */
function strength(value: number): string | undefined {
  const step = Math.min(6, Math.ceil(Math.abs(value) * 6 - 0.5));
  return step === 0 ? undefined : `${value < 0 ? 'minus' : 'plus'}-${step}`;
}
