import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { numberText } from '../../charts/number-text.ts';
import { Spark } from '../../charts/spark.tsx';
import { DatasetTrail } from './dataset-trail.tsx';
import { glimpse } from './describe.ts';
import { cutText, shareText, statisticText, titleOf } from './values.ts';
import { columnAddress, tableAddress } from './view.ts';

/** All columns of a table at a glance; each leads to its own page. */
export function ColumnsPage({ reader, table }: { reader: Reader; table: TableSummary }) {
  const text = reader.text.dataset;
  const { terms } = reader.text.statistics;
  const heads = [
    text.columnsPage.share,
    text.columnsPage.distinct,
    terms.min[0],
    terms.median[0],
    terms.mean[0],
    terms.max[0],
  ];
  return (
    <>
      <DatasetTrail reader={reader} steps={[[table.name, tableAddress(table)]]} />
      <div class="heading">
        <h1>{text.columnsPage.title(table.name)}</h1>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section class="scroll" tabIndex={0} aria-label={text.columnsPage.title(table.name)}>
        <table class="overview">
          <thead>
            <tr>
              <th scope="col">{text.correlations.column}</th>
              <th scope="col">{text.columnsPage.shape}</th>
              {heads.map((head) => (
                <th key={head} scope="col" class="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.columns.map((column, place) => {
              const { counts } = glimpse(undefined, column, place);
              const { min, max, numbers, nulls, count, distinct, unit, type } = column;
              const value = (one: typeof min) =>
                one === null ? '' : cutText(statisticText(reader, column, one), 24);
              return (
                <tr key={place}>
                  <th scope="row">
                    <a href={columnAddress(table, place)}>{titleOf(column)}</a>
                    <small>{unit === undefined ? text.types[type] : `${text.types[type]}, ${unit}`}</small>
                  </th>
                  <td class="shape">
                    {counts && counts.length > 1 && <Spark counts={counts} label={titleOf(column)} />}
                  </td>
                  <td class="number">{nulls === 0 ? '' : shareText(reader, nulls, nulls + count)}</td>
                  <td class="number">{reader.number(distinct)}</td>
                  <td class="number">{value(min)}</td>
                  <td class="number">{numbers && numberText(reader, numbers.median)}</td>
                  <td class="number">{numbers && numberText(reader, numbers.mean)}</td>
                  <td class="number">{value(max)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}
