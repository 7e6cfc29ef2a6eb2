import { formatCount, formatNumber } from '../../base/format.ts';
import type { ColumnSummary, TableSummary } from '../../table/summary.ts';
import { addressOf } from '../address.ts';
import { type Page, Pager } from '../pager.tsx';
import { Trail } from '../trail.tsx';
import type { Value } from './query.ts';

/** A card for every table. */
export function TablesPage({ tables }: { tables: TableSummary[] }) {
  return (
    <>
      <div class="heading">
        <h1>Tables</h1>
      </div>
      <ul class="cards">
        {tables.map((table) => (
          <li key={table.name} class="card">
            <h2>
              <a href={tableAddress(table)}>{table.name}</a>
            </h2>
            <p>
              {formatCount(table.rows, 'row')}, {formatCount(table.columns.length, 'column')}
            </p>
            <p class="quiet">{table.sources.join(', ')}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The first tables, for the app's first page. */
export function TablesPreview({ tables }: { tables: TableSummary[] }) {
  return (
    <ul class="lines">
      {tables.slice(0, 4).map((table) => (
        <li key={table.name}>
          <span>{table.name}</span>
          <span class="size">{formatCount(table.rows, 'row')}</span>
        </li>
      ))}
    </ul>
  );
}

/** A page of a table's rows, and below it the statistics of every column. */
export function TablePage({ table, page, rows }: { table: TableSummary; page: Page; rows: Value[][] }) {
  return (
    <>
      <Trail steps={[['Tables', '/dataset/']]} />
      <div class="heading">
        <h1>{table.name}</h1>
        <p>
          {formatCount(table.rows, 'row')} ·{' '}
          <a href="#columns">{formatCount(table.columns.length, 'column')}</a>
        </p>
      </div>
      <Rows table={table} page={page} rows={rows} />
      <Pager page={page} path={tableAddress(table)} />
      <section aria-labelledby="columns">
        <div class="heading">
          <h2 id="columns">Columns</h2>
          <p>Over all {formatCount(table.rows, 'row')}</p>
        </div>
        <ul class="cards">
          {table.columns.map((column) => (
            <Column key={column.name} column={column} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Rows({ table, page, rows }: { table: TableSummary; page: Page; rows: Value[][] }) {
  if (rows.length === 0) return <p class="panel quiet">This table has no rows.</p>;
  const digits = table.columns.map(({ type }, at) =>
    type === 'decimal' ? digitsOf(rows.map((row) => row[at] ?? null)) : undefined,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class="scroll" tabIndex={0} aria-label={`Rows of ${table.name}`}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              #
            </th>
            {table.columns.map((column) => (
              <th key={column.name} scope="col" class={isNumeric(column) ? 'number' : undefined}>
                <Heading column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={page.start + place}>
              <td class="number quiet">{formatNumber(page.start + place + 1)}</td>
              {table.columns.map((column, at) => (
                <td key={column.name} class={cellClass(column, row[at] ?? null)}>
                  <Cell value={row[at] ?? null} digits={digits[at]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ value, digits }: { value: Value; digits: number | undefined }) {
  if (value === null) return <span class="quiet">–</span>;
  return <>{typeof value === 'number' && digits !== undefined ? value.toFixed(digits) : String(value)}</>;
}

/** The decimals that a page of decimal values needs, so that their points stand below each other. */
function digitsOf(values: Value[]): number | undefined {
  const lengths = values.map((value) =>
    value === null ? 0 : (/^-?\d+(?:\.(\d+))?$/.exec(String(value))?.[1] ?? '').length,
  );
  const most = Math.max(...lengths);
  return most <= 6 ? most : undefined;
}

/** How a cell is set: numbers to the right, long texts in lines, all else in one. */
function cellClass(column: ColumnSummary, value: Value): string | undefined {
  if (isNumeric(column)) return 'number';
  return String(value).length > 40 ? 'long' : undefined;
}

/** A column's title, its type, and its unit where it has one. */
function Heading({ column: { name, title, type, unit } }: { column: ColumnSummary }) {
  return (
    <>
      {title ?? name} <small>{unit ? `${type}, ${unit}` : type}</small>
    </>
  );
}

function Column({ column }: { column: ColumnSummary }) {
  const facts: [name: string, value: string | null][] = [
    ['Values', formatNumber(column.count)],
    ['Empty', formatNumber(column.nulls)],
    ['Smallest', shown(column.min)],
    ['Largest', shown(column.max)],
    ['Mean', shown(column.numbers?.mean ?? null)],
    ['Median', shown(column.numbers?.median ?? null)],
    [
      'Most frequent',
      column.modes.length === 0
        ? null
        : `${column.modes.slice(0, 3).map(shown).join(', ')} (${formatNumber(column.modeCount)} ×)`,
    ],
  ];
  return (
    <li class="card">
      <h3>
        <Heading column={column} />
      </h3>
      <dl class="stats">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </li>
  );
}

function isNumeric({ type }: ColumnSummary): boolean {
  return type === 'integer' || type === 'decimal';
}

function shown(value: Value): string | null {
  if (value === null) return null;
  return typeof value === 'number' ? formatNumber(value) : String(value);
}

function tableAddress(table: TableSummary): string {
  return addressOf('/dataset', table.name);
}
