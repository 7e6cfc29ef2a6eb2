import type { Reader } from '../../../language/reader.ts';
import { BoxLegend } from '../../charts/box.tsx';
import { Chart as ChartView } from '../../charts/chart.tsx';
import { numberText } from '../../charts/number-text.ts';
import { nameAt } from '../address/columns.ts';
import { aggregates, type Choice, kinds, periods } from './chart-choice.ts';
import { groupName } from './chart-models.ts';
import { DatasetTrail } from './dataset-trail.tsx';
import type { Chart } from './draw.ts';
import { Chips } from './explorer-bar.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { Problem } from './problem.tsx';
import { isDated, isNumeric, titleOf } from './values.ts';
import { tableAddress, type View, viewAddress } from './view.ts';

/** Rows of the table beneath a chart. */
const mostListed = 1000;

interface ChartsProps {
  reader: Reader;
  view: View;
  choice: Choice;
  chart: Chart | undefined;
  /** Rows of the selection. */
  count: number;
  error: string | undefined;
}

/** Charts: a choice of columns, and what they look like over the rows of the view. */
export function ChartsPage(props: ChartsProps) {
  const { reader, view, choice, chart, count, error } = props;
  const { table } = view;
  const text = reader.text.dataset;
  return (
    <>
      <DatasetTrail reader={reader} steps={[[table.name, viewAddress(view)]]} />
      <div class="heading">
        <h1>{text.charts.title}</h1>
      </div>
      <div id="region" data-path={tableAddress(table, 'charts')}>
        <ChoiceForm {...props} />
        {error !== undefined && <Problem reader={reader} message={error} table={table} />}
        <Chips reader={reader} view={view} path="charts" own={chartOwn(view, choice)} />
        <p class="count" role="status">
          {text.charts.rowsOf(reader.count(count, text.row))} ·{' '}
          <a href={viewAddress(view)}>{text.charts.toRows}</a>
        </p>
        {chart && <Drawing {...props} chart={chart} />}
      </div>
    </>
  );
}

/** A choice as the parameters of an address. */
export function chartOwn(
  { table }: View,
  { x, y, aggregate, kind, by }: Choice,
): Record<string, string | undefined> {
  return {
    _x: nameAt(table, x),
    _y: y === undefined ? undefined : nameAt(table, y),
    _aggregate: y === undefined || aggregate === 'sum' ? undefined : aggregate,
    _kind: kind === 'auto' ? undefined : kind,
    _by: by === 'auto' ? undefined : by,
  };
}

function ChoiceForm({ reader, view, choice }: ChartsProps) {
  const { table } = view;
  const { columns } = table;
  const text = reader.text.dataset.charts;
  const chosen = columns[choice.x];
  const options = (words: readonly string[], names: Record<string, string>, selected: string) =>
    words.map((word) => (
      <option key={word} value={word} selected={word === selected}>
        {names[word]}
      </option>
    ));
  return (
    <form action={tableAddress(table, 'charts')} class="chart-form panel">
      <HiddenFields view={{ ...view, page: 1 }} />
      <label>
        {text.x}
        <select name="_x">
          {columns.map((column, place) => (
            <option key={place} value={column.name} selected={place === choice.x}>
              {titleOf(column)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.y}
        <select name="_y">
          <option value="" selected={choice.y === undefined}>
            {text.rows}
          </option>
          {columns.map((column, place) =>
            isNumeric(column) ? (
              <option key={place} value={column.name} selected={place === choice.y}>
                {titleOf(column)}
              </option>
            ) : null,
          )}
        </select>
      </label>
      {choice.y !== undefined && (
        <label>
          {text.aggregate}
          <select name="_aggregate">{options(aggregates, text.aggregates, choice.aggregate)}</select>
        </label>
      )}
      <label>
        {text.kind}
        <select name="_kind">{options(kinds, text.kinds, choice.kind)}</select>
      </label>
      {chosen && isDated(chosen) && (
        <label>
          {text.by}
          <select name="_by">{options(periods, text.periods, choice.by)}</select>
        </label>
      )}
      <button class="button" type="submit">
        {text.draw}
      </button>
    </form>
  );
}

function Drawing({ reader, view, choice, chart }: ChartsProps & { chart: Chart }) {
  const { model, title, notes, over } = chart;
  const text = reader.text.dataset.charts;
  const { terms } = reader.text.statistics;
  const figure = (name: string, value: number) => (
    <span>
      {name} <strong>{numberText(reader, value)}</strong>
    </span>
  );
  return (
    <section class="panel drawn" aria-labelledby="drawn">
      <h2 id="drawn">{title}</h2>
      {model ? (
        <ChartView model={model} height={320} />
      ) : (
        <p class="quiet">{notes.length > 0 ? '' : text.nothing}</p>
      )}
      {model && model.kind === 'bars' && model.box && <BoxLegend reader={reader} />}
      {notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
      {over && (
        <p class="group-figures">
          {text.over(reader.count(over.count, text.group), titleOf(chart.x))}{' '}
          {figure(terms.median[0], over.median)}
          {figure(terms.mean[0], over.mean)}
          {figure(text.least, over.min)}
          {figure(text.greatest, over.max)}
        </p>
      )}
      {model && (
        <p class="links">
          <a href={viewAddress(view, 'chart.svg', chartOwn(view, choice))} download>
            {text.download}
          </a>
        </p>
      )}
      {chart.groups.length > 0 && <Figures reader={reader} chart={chart} />}
    </section>
  );
}

/** What is drawn, in figures. */
function Figures({ reader, chart: { groups, heads, x } }: { reader: Reader; chart: Chart }) {
  const text = reader.text.dataset;
  const rest = groups.length - mostListed;
  return (
    <details class="more">
      <summary>{text.charts.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col" class={isNumeric(x) ? 'number' : undefined}>
              {heads.x}
            </th>
            <th scope="col" class="number">
              {heads.y}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, mostListed).map((group, at) => (
            <tr key={at}>
              <td class={isNumeric(x) ? 'number' : undefined}>{groupName(reader, x, group.x)}</td>
              <td class="number">{numberText(reader, group.y)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="quiet">{text.filter.more(reader.number(rest))}</p>}
    </details>
  );
}
