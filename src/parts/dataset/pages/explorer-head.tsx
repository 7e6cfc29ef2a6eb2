import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary } from '../../../table/summary.ts';
import { Spark } from '../../charts/spark.tsx';
import type { Selection } from '../query.ts';
import { type Glimpse, glimpse } from './describe.ts';
import { cellText, cutText, isNumeric, shareText, statisticText, titleOf } from './values.ts';
import { columnAddress, sortedBy, type View, viewAddress } from './view.ts';

/** Values that stand above a column in words. */
const topValues = 3;

/** The head of a column: sort by its name, filter beside it, type and nulls, and a glimpse of its values. */
export function ColumnHead({
  reader,
  view,
  selection,
  column,
  place,
}: {
  reader: Reader;
  view: View;
  selection: Selection | undefined;
  column: ColumnSummary;
  place: number;
}) {
  const text = reader.text.dataset.explorer;
  const nth = view.query.sort.findIndex((one) => one.column === place);
  const sort = view.query.sort[nth];
  const filtered = view.query.conditions.some((one) => one.column === place);
  const title = titleOf(column);
  return (
    <th
      scope="col"
      class={isNumeric(column) ? 'number' : undefined}
      aria-sort={sort && nth === 0 ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <div class="head">
        <a
          class="sort"
          href={viewAddress(sortedBy(view, place))}
          data-also={viewAddress(sortedBy(view, place, true))}
          title={text.sortBy(title)}
        >
          {title}
          {sort && (
            <span class="arrow">
              <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>
              <span class="unseen">{sort.descending ? text.descending : text.ascending}</span>
              {view.query.sort.length > 1 && <sub>{nth + 1}</sub>}
            </span>
          )}
        </a>
        <a
          class={filtered ? 'filter filtered' : 'filter'}
          href={viewAddress(view, `filter/${place}`)}
          title={text.filterBy(title)}
          data-dialog
        >
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <path d="M1 2h12L8.5 7.5V12l-3-1.5v-3z" />
          </svg>
          <span class="unseen">{text.filterBy(title)}</span>
        </a>
      </div>
      <GlimpseOf
        reader={reader}
        view={view}
        column={column}
        place={place}
        glimpse={glimpse(selection, column, place)}
      />
    </th>
  );
}

function GlimpseOf({
  reader,
  view,
  column,
  place,
  glimpse,
}: {
  reader: Reader;
  view: View;
  column: ColumnSummary;
  place: number;
  glimpse: Glimpse;
}) {
  const text = reader.text.dataset;
  const { nulls, count, counts, min, max, distinct, top } = glimpse;
  const type = text.types[column.type];
  const range = [min, max]
    .map((value) => (value === null ? '' : statisticText(reader, column, value)))
    .join(' – ');
  return (
    <div class="sketch">
      <p>
        <a href={columnAddress(view.table, place)} title={text.explorer.allOf(titleOf(column))}>
          {column.unit === undefined ? type : `${type}, ${column.unit}`}
        </a>
        {nulls > 0 && (
          <span class="nulls" title={text.explorer.nulls(reader.number(nulls))}>
            {text.explorer.empty(shareText(reader, nulls, nulls + count))}
          </span>
        )}
      </p>
      {counts !== undefined && counts.length > 1 ? (
        <>
          <Spark counts={counts} label={text.explorer.spark(titleOf(column), range)} />
          <p class="range">
            <span>{min === null ? '' : statisticText(reader, column, min)}</span>
            <span>{max === null ? '' : statisticText(reader, column, max)}</span>
          </p>
        </>
      ) : count === 0 ? null : distinct === count && count > topValues ? (
        <p>{text.explorer.allDifferent(reader.count(distinct, text.value))}</p>
      ) : (
        <ul class="tops">
          {top.slice(0, topValues).map(({ value, count: times }) => (
            <li key={String(value)}>
              <span>{cutText(cellText(reader, column, value), 24) || text.filter.blankValue}</span>
              <span>{shareText(reader, times, count)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
