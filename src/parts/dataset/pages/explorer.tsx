import type { Reader } from '../../../language/reader.ts';
import type { Row } from '../query.ts';
import { sqlAddress } from '../sql/address.ts';
import { DatasetTrail } from './dataset-trail.tsx';
import { isGlimpsed } from './describe.ts';
import { Chips, ExplorerBar } from './explorer-bar.tsx';
import { ExplorerPager } from './explorer-pager.tsx';
import { Rows } from './explorer-rows.tsx';
import { Problem } from './problem.tsx';
import type { Asked } from './read-page.ts';
import { tableAddress } from './view.ts';

/** The explorer: any rows of a table, in any order, with what can be asked of them. */
export function Explorer({ reader, asked, rows }: { reader: Reader; asked: Asked<never>; rows: Row[] }) {
  const { view, selection, error } = asked;
  const { table, page, limit } = view;
  const text = reader.text.dataset;
  const count = selection?.count ?? 0;
  const start = (page - 1) * limit;
  return (
    <>
      <DatasetTrail reader={reader} />
      <div class="heading">
        <h1>
          <bdi>{table.name}</bdi>
        </h1>
        <TableLinks reader={reader} table={table} />
      </div>
      <div id="region" data-path={tableAddress(table)}>
        <ExplorerBar reader={reader} view={view} />
        {error !== undefined && <Problem reader={reader} message={error} table={table} />}
        <Chips reader={reader} view={view} />
        <p class="count" role="status">
          {count === table.rows
            ? reader.count(count, text.row)
            : text.explorer.countOf(reader.count(count, text.row), reader.number(table.rows))}
          {rows.length > 0 && count > rows.length && (
            <span class="quiet">
              {' · '}
              {text.explorer.range(reader.number(start + 1), reader.number(start + rows.length))}
            </span>
          )}
          {selection && count < table.rows && count > 0 && !isGlimpsed(selection) && (
            <span class="quiet"> · {text.explorer.chartsOfAll}</span>
          )}
        </p>
        <Rows reader={reader} view={view} selection={selection} rows={rows} />
        {rows.length === 0 && error === undefined && (
          <p class="nothing">{table.rows === 0 ? text.explorer.noRows : text.explorer.noneFound}</p>
        )}
        <ExplorerPager reader={reader} view={view} count={count} />
        <p class="keys quiet" hidden>
          {text.explorer.keys}
        </p>
      </div>
    </>
  );
}

/** From a table's page to what else there is of it. */
export function TableLinks({ reader, table }: { reader: Reader; table: Asked<never>['view']['table'] }) {
  const text = reader.text.dataset;
  return (
    <p class="links">
      <a href={tableAddress(table, 'columns')}>{reader.count(table.columns.length, text.column)}</a>
      {table.correlations && <a href={tableAddress(table, 'correlations')}>{text.correlations.title}</a>}
      <a href={sqlAddress({ table: table.name })}>{reader.text.sql.title}</a>
    </p>
  );
}
