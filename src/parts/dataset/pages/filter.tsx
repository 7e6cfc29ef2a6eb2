import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary } from '../../../table/summary.ts';
import type { Facet, Operator } from '../query.ts';
import { conditionText, operatorsFor } from './condition-text.ts';
import { DatasetTrail } from './dataset-trail.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { cellText, isDated, isNumeric, titleOf, titleWithUnit } from './values.ts';
import {
  columnAddress,
  sortedBy,
  tableAddress,
  type View,
  viewAddress,
  withCondition,
  withoutCondition,
} from './view.ts';

/** What a column's filter offers beside what can be typed. */
export interface FilterOffer {
  /** Its values over the rows that the other filters leave. */
  facet?: Facet;
  /** Months or years with their rows. */
  periods?: { period: string; count: number }[];
}

/** What was typed, and what was wrong with it. */
export interface Typed {
  operator: Operator | undefined;
  value: string;
  error: string;
}

interface FilterProps {
  reader: Reader;
  view: View;
  place: number;
  column: ColumnSummary;
  offer: FilterOffer;
  typed?: Typed | undefined;
}

/** The filter of a column: a page of its own, of which the explorer shows the form as a dialog. */
export function FilterPage(props: FilterProps) {
  const { reader, view, place, column } = props;
  const text = reader.text.dataset;
  return (
    <>
      <DatasetTrail reader={reader} steps={[[view.table.name, viewAddress(view)]]} />
      <div id="filter" class="panel filter-panel" data-close={text.filter.close}>
        <h1 class="filter-title">{text.filter.title(titleWithUnit(column))}</h1>
        <Conditions {...props} />
        <Ask {...props} />
        <Periods {...props} />
        <Picks {...props} />
        <p class="links">
          <a href={viewAddress(sortedBy({ ...view, query: { ...view.query, sort: [] } }, place))}>
            ↑ {text.explorer.ascending}
          </a>
          <a
            href={viewAddress({
              ...view,
              page: 1,
              query: { ...view.query, sort: [{ column: place, descending: true }] },
            })}
          >
            ↓ {text.explorer.descending}
          </a>
          <a href={columnAddress(view.table, place)}>{text.explorer.allOf(titleOf(column))}</a>
        </p>
      </div>
    </>
  );
}

/** What is asked of the column already. */
function Conditions({ reader, view, place }: FilterProps) {
  const text = reader.text.dataset.explorer;
  const own = view.query.conditions.filter((one) => one.column === place);
  if (own.length === 0) return null;
  return (
    <ul class="chips">
      {own.map((condition) => {
        const words = conditionText(reader, view.table, condition);
        return (
          <li key={words} class="chip">
            <span>{words}</span>
            <a href={viewAddress(withoutCondition(view, condition))} aria-label={`${text.remove}: ${words}`}>
              ×
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** An operator and a value. */
function Ask({ reader, view, place, column, typed }: FilterProps) {
  const text = reader.text.dataset;
  const operators = operatorsFor(column);
  const example = isDated(column) ? '2026-03' : isNumeric(column) ? `12${reader.text.decimalSign}5` : '';
  return (
    <form action={tableAddress(view.table, 'change')} class="ask">
      <input type="hidden" name="_do" value="condition" />
      <input type="hidden" name="_column" value={place} />
      <HiddenFields view={view} />
      <select name="_operator" aria-label={text.filter.operator}>
        {operators.map((operator) => (
          <option key={operator} value={operator} selected={operator === typed?.operator}>
            {text.operators[operator]}
          </option>
        ))}
      </select>
      {column.type === 'boolean' ? (
        <select name="_value" aria-label={text.filter.value}>
          <option value="true">{text.booleans.true}</option>
          <option value="false">{text.booleans.false}</option>
        </select>
      ) : (
        <input
          name="_value"
          aria-label={text.filter.value}
          value={typed?.value}
          placeholder={example}
          inputMode={isNumeric(column) ? 'decimal' : 'text'}
          autoComplete="off"
          aria-invalid={typed ? 'true' : undefined}
          aria-describedby={typed ? 'filter-error' : undefined}
        />
      )}
      <button class="button" type="submit">
        {text.filter.apply}
      </button>
      {typed && (
        <p id="filter-error" class="problem" role="alert" lang="en">
          {typed.error}
        </p>
      )}
    </form>
  );
}

/** Months or years to choose one of. */
function Periods({ reader, view, place, offer: { periods } }: FilterProps) {
  if (!periods || periods.length < 2) return null;
  return (
    <>
      <h2>{reader.text.dataset.filter.periods}</h2>
      <ul class="periods">
        {periods.map(({ period, count }) => (
          <li key={period}>
            <a href={viewAddress(withCondition(view, { column: place, operator: 'date', values: [period] }))}>
              {period}
            </a>{' '}
            <small>{reader.number(count)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Values to tick, with their rows. */
function Picks({ reader, view, place, column, offer: { facet } }: FilterProps) {
  if (!facet || facet.values.length === 0) return null;
  const text = reader.text.dataset.filter;
  const chosen = new Set(
    view.query.conditions.find((one) => one.column === place && one.operator === 'in')?.values,
  );
  return (
    <form action={tableAddress(view.table, 'change')}>
      <input type="hidden" name="_do" value="pick" />
      <input type="hidden" name="_column" value={place} />
      <HiddenFields view={view} />
      <fieldset>
        <legend>{text.values}</legend>
        <ul class="ticks picks">
          {facet.values.map(({ value, count }) => (
            <li key={String(value)}>
              <label>
                <input
                  type="checkbox"
                  name="_pick"
                  value={String(value)}
                  checked={chosen.has(String(value))}
                />
                <span>{cellText(reader, column, value) || text.blankValue}</span>
                <small>{reader.number(count)}</small>
              </label>
            </li>
          ))}
        </ul>
        {facet.others.values > 0 && (
          <p class="quiet">
            {text.others(reader.number(facet.others.values), reader.number(facet.others.count))}
          </p>
        )}
        {facet.nulls > 0 && (
          <p>
            <a href={viewAddress(withCondition(view, { column: place, operator: 'isnull', values: [] }))}>
              {text.onlyNulls(reader.number(facet.nulls))}
            </a>
          </p>
        )}
      </fieldset>
      <button class="button" type="submit">
        {text.pick}
      </button>
    </form>
  );
}
