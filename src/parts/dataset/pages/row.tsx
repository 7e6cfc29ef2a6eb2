import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { Step } from '../../pager.tsx';
import type { Value } from '../query.ts';
import { DatasetTrail } from './dataset-trail.tsx';
import { cellText, titleOf } from './values.ts';
import { columnAddress, firstView, rowAddress, viewAddress, withCondition } from './view.ts';

/** One row, with all of its values. */
export function RowPage({
  reader,
  table,
  number,
  values,
}: {
  reader: Reader;
  table: TableSummary;
  number: number;
  values: Value[];
}) {
  const text = reader.text.dataset;
  return (
    <>
      <DatasetTrail
        reader={reader}
        steps={[[table.name, viewAddress({ ...firstView(table), page: Math.floor(number / 50) + 1 })]]}
      />
      <div class="heading">
        <h1>{text.rowPage.title(reader.number(number + 1))}</h1>
        <nav class="pager" aria-label={text.rowPage.rows}>
          <Step href={number > 0 ? rowAddress(table, number - 1) : undefined} rel="prev">
            {`← ${text.pager.previousRow}`}
          </Step>
          <Step href={number < table.rows - 1 ? rowAddress(table, number + 1) : undefined} rel="next">
            {`${text.pager.nextRow} →`}
          </Step>
        </nav>
      </div>
      <dl class="panel record">
        {table.columns.map((column, place) => {
          const value = values[place] ?? null;
          return (
            <div key={place}>
              <dt>
                <a href={columnAddress(table, place)}>{titleOf(column)}</a>
                <small>{text.types[column.type]}</small>
              </dt>
              <dd>
                {value === null ? (
                  <span class="quiet">{text.explorer.nothing}</span>
                ) : (
                  <>
                    <span class="value">{cellText(reader, column, value)}</span>
                    {column.unit !== undefined && ` ${column.unit}`}
                  </>
                )}
              </dd>
              <dd class="same">
                {value !== null && column.distinct < column.count && (
                  <a
                    href={viewAddress(
                      withCondition(firstView(table), {
                        column: place,
                        operator: 'exact',
                        values: [String(value)],
                      }),
                    )}
                  >
                    {text.rowPage.same}
                  </a>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
