import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { Spark } from '../../charts/spark.tsx';
import { sqlAddress } from '../sql/address.ts';
import { glimpse } from './describe.ts';
import { titleOf } from './values.ts';
import { tableAddress } from './view.ts';

/** Small charts on a table's card. */
const sparks = 4;

/** A card for every table. */
export function TablesPage({ reader, tables }: { reader: Reader; tables: TableSummary[] }) {
  const text = reader.text.dataset;
  return (
    <>
      <div class="heading">
        <h1>{text.tab}</h1>
        <p class="links">
          <a href={sqlAddress()}>{reader.text.sql.title}</a>
        </p>
      </div>
      <ul class="cards">
        {tables.map((table) => (
          <li key={table.name} class="card">
            <h2>
              <a href={tableAddress(table)}>
                <bdi>{table.name}</bdi>
              </a>
            </h2>
            <p>
              {reader.count(table.rows, text.row)}, {reader.count(table.columns.length, text.column)}
            </p>
            <p>{table.sources.join(', ')}</p>
            {table.cleaned && <p>{cleaning(reader, table.cleaned)}</p>}
            <Sparks table={table} />
          </li>
        ))}
      </ul>
    </>
  );
}

function cleaning(reader: Reader, cleaned: NonNullable<TableSummary['cleaned']>): string {
  const text = reader.text.dataset;
  const dropped = cleaned.dropped.reduce((sum, { rows }) => sum + rows, 0);
  return text.cleaned(
    reader.count(cleaned.read, text.row),
    ...([cleaned.kept, cleaned.rejected, dropped].map((rows) => reader.number(rows)) as [
      string,
      string,
      string,
    ]),
  );
}

/** What its first columns with an order look like. */
function Sparks({ table }: { table: TableSummary }) {
  const charts = table.columns.flatMap((column, place) => {
    const { counts } = glimpse(undefined, column, place);
    return counts && counts.length > 2 ? [{ column, counts }] : [];
  });
  if (charts.length === 0) return null;
  return (
    <ul class="sparks">
      {charts.slice(0, sparks).map(({ column, counts }) => (
        <li key={column.name}>
          <Spark counts={counts} label={titleOf(column)} />
          <small>{titleOf(column)}</small>
        </li>
      ))}
    </ul>
  );
}

/** The first tables, for the app's first page. */
export function TablesPreview({ reader, tables }: { reader: Reader; tables: TableSummary[] }) {
  return (
    <ul class="lines">
      {tables.slice(0, 4).map((table) => (
        <li key={table.name}>
          <span>{table.name}</span>
          <span class="size">{reader.count(table.rows, reader.text.dataset.row)}</span>
        </li>
      ))}
    </ul>
  );
}
