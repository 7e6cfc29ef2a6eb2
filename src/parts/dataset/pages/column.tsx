import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary, NumberSummary, TableSummary } from '../../../table/summary.ts';
import { BoxLegend } from '../../charts/box.tsx';
import { Chart } from '../../charts/chart.tsx';
import { histogramModel } from '../../charts/histogram.ts';
import type { Category } from '../../charts/model.ts';
import { numberText } from '../../charts/number-text.ts';
import { periodsModel } from '../../charts/periods.ts';
import { Step } from '../../pager.tsx';
import { Facts } from '../../statistics/fact-panel.tsx';
import type { FactGroup } from '../../statistics/facts.ts';
import { columnFacts } from './column-facts.ts';
import { DatasetTrail } from './dataset-trail.tsx';
import { cellText, cutText, shareText, titleOf, titleWithUnit } from './values.ts';
import { columnAddress, firstView, tableAddress, viewAddress, withCondition } from './view.ts';

interface ColumnProps {
  reader: Reader;
  table: TableSummary;
  column: ColumnSummary;
  place: number;
}

/** All that is known of one column: charts, and every statistic with its definition. */
export function ColumnPage(props: ColumnProps) {
  const { reader, table, column, place } = props;
  const text = reader.text.statistics;
  const all = table.columns.length;
  const facts = columnFacts(reader, column);
  // Beside many statistics there is room below the charts.
  const isAside = ({ title }: FactGroup) => title === text.groups.spread;
  return (
    <>
      <DatasetTrail
        reader={reader}
        steps={[
          [table.name, tableAddress(table)],
          [reader.text.dataset.explorer.columns, tableAddress(table, 'columns')],
        ]}
      />
      <div class="heading">
        <div>
          <h1 class="as-is">
            <bdi>{titleWithUnit(column)}</bdi>
          </h1>
          <p>
            <span class="type">{reader.text.dataset.types[column.type]}</span>{' '}
            {column.title !== undefined && <code>{column.name}</code>}{' '}
            {text.nth(reader.number(place + 1), reader.number(all))}
          </p>
        </div>
        <nav class="pager" aria-label={reader.text.dataset.explorer.columns}>
          <Step href={place > 0 ? columnAddress(table, place - 1) : undefined} rel="prev">
            {`← ${reader.text.dataset.pager.previousRow}`}
          </Step>
          <Step href={place < all - 1 ? columnAddress(table, place + 1) : undefined} rel="next">
            {`${reader.text.dataset.pager.nextRow} →`}
          </Step>
        </nav>
      </div>
      <Why {...props} />
      <div class="halves">
        <div class="figures">
          <Histogram {...props} />
          <Periods {...props} />
          <Top {...props} />
          <Patterns {...props} />
          {facts.filter(isAside).map((group) => (
            <Facts key={group.title} group={group} />
          ))}
        </div>
        <div>
          {facts
            .filter((group) => !isAside(group))
            .map((group) => (
              <Facts key={group.title} group={group} />
            ))}
          <p class="quiet">{text.allRows(reader.count(table.rows, reader.text.dataset.row))}</p>
        </div>
      </div>
    </>
  );
}

/** What gave the column its type, and where else to look at it. */
function Why({ reader, table, column: { name, type, why } }: ColumnProps) {
  const { types } = reader.text.dataset;
  const text = reader.text.statistics;
  const { ruledOut } = why;
  return (
    <p class="why">
      {text.why[why.by](types[type])}
      {ruledOut &&
        ` ${text.why.ruledOut(types[ruledOut.type], reader.number(ruledOut.row), cutText(ruledOut.value, 60))}`}{' '}
      <a href={viewAddress(firstView(table))}>{text.seeRows}</a>{' '}
      <a href={viewAddress(firstView(table), 'charts', { _x: name })}>{text.chartIt}</a>
    </p>
  );
}

function Histogram({ reader, column }: ColumnProps) {
  const { numbers } = column;
  const model = numbers && histogramModel(reader, column, numbers);
  if (!model) return null;
  const text = reader.text.statistics;
  const [first] = numbers.histogram;
  const width = first ? numberText(reader, Number((first.to - first.from).toPrecision(12))) : '';
  const unit = column.unit === undefined ? width : `${width} ${column.unit}`;
  return (
    <section class="panel">
      <h2>{text.histogram}</h2>
      <p class="quiet">
        {text.histogramNote(reader.count(numbers.histogram.length, reader.text.charts.bin), unit)}
      </p>
      <Chart model={model} height={220} />
      <BoxLegend reader={reader} />
      <Bins reader={reader} bins={numbers.histogram} />
    </section>
  );
}

function Bins({ reader, bins }: { reader: Reader; bins: NumberSummary['histogram'] }) {
  const text = reader.text.statistics;
  return (
    <details class="more">
      <summary>{text.binsAsTable}</summary>
      <table>
        <thead>
          <tr>
            {[text.from, text.upTo, text.terms.count[0]].map((head) => (
              <th key={head} scope="col" class="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.map(({ from, to, count }) => (
            <tr key={from}>
              <td class="number">{numberText(reader, from)}</td>
              <td class="number">{numberText(reader, to)}</td>
              <td class="number">{reader.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Periods({ reader, column: { dates } }: ColumnProps) {
  const model = dates && periodsModel(reader, dates);
  if (!model) return null;
  return (
    <section class="panel">
      <h2>{reader.text.statistics.periods[dates.period]}</h2>
      <Chart model={model} height={200} />
    </section>
  );
}

/** The most frequent values; each leads to its rows. */
function Top({ reader, table, column, place }: ColumnProps) {
  const { top, modes, modeCount, count, distinct } = column;
  const text = reader.text.statistics;
  if (count === 0) return null;
  if (modes.length === 0 || top.length === 0) return <p class="panel quiet">{text.noneRepeats}</p>;
  const rows: Category[] = top.map(({ value, count: times }) => ({
    name: cutText(cellText(reader, column, value), 60) || reader.text.dataset.filter.blankValue,
    value: times,
    text: reader.number(times),
    share: shareText(reader, times, count),
    href: viewAddress(
      withCondition(firstView(table), { column: place, operator: 'exact', values: [String(value)] }),
    ),
  }));
  return (
    <section class="panel">
      <h2>{text.frequent}</h2>
      <p class="quiet">{text.frequentNote(reader.number(top.length), reader.number(distinct))}</p>
      <Chart
        model={{
          kind: 'categories',
          label: text.frequent,
          rows,
          heads: { name: titleOf(column), value: text.terms.count[0] },
        }}
      />
      {modes.length > 1 && (
        <p class="quiet">{text.ties(reader.number(modes.length), reader.number(modeCount))}</p>
      )}
    </section>
  );
}

/** The shapes of texts. */
function Patterns({ reader, column: { texts, count } }: ColumnProps) {
  if (!texts || texts.patterns.length === 0) return null;
  const text = reader.text.statistics;
  const rows: Category[] = texts.patterns.map(({ pattern, count: times }) => ({
    name: pattern.trim() === '' ? text.blanks : cutText(pattern, 60),
    value: times,
    text: reader.number(times),
    share: shareText(reader, times, count),
  }));
  return (
    <section class="panel">
      <h2>{text.patterns}</h2>
      <p class="quiet">{text.patternsNote}</p>
      <Chart
        model={{
          kind: 'categories',
          label: text.patterns,
          rows,
          heads: { name: text.pattern, value: text.terms.count[0] },
        }}
      />
    </section>
  );
}
