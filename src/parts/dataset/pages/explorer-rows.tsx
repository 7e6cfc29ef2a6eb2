import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary } from '../../../table/summary.ts';
import type { Row, Selection, Value } from '../query.ts';
import { ColumnHead } from './explorer-head.tsx';
import { cellText, digitsOf, isNumeric } from './values.ts';
import { rowAddress, shownColumns, type View } from './view.ts';

/** Texts of more characters are set in several lines; of many more, cut: the row's own page has them whole. */
const long = 40;
const tooLong = 400;

/** The rows of a page, below a head for each column. */
export function Rows({
  reader,
  view,
  selection,
  rows,
}: {
  reader: Reader;
  view: View;
  selection: Selection | undefined;
  rows: Row[];
}) {
  const text = reader.text.dataset.explorer;
  const columns = shownColumns(view).flatMap((place) => {
    const column = view.table.columns[place];
    if (column === undefined) return [];
    const digits =
      column.type === 'decimal' ? digitsOf(rows.map(({ values }) => values[place] ?? null)) : undefined;
    return [{ column, place, digits }];
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class="scroll rows" tabIndex={0} aria-label={text.rowsOf(view.table.name)}>
      <table class="explorer">
        <thead>
          <tr>
            <th scope="col" class="number nth">
              <abbr title={text.rowNumber}>#</abbr>
            </th>
            {columns.map(({ column, place }) => (
              <ColumnHead
                key={place}
                reader={reader}
                view={view}
                selection={selection}
                column={column}
                place={place}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, values }) => (
            <tr key={number} id={`row-${number}`}>
              <th scope="row" class="number nth">
                <a href={rowAddress(view.table, number)} title={text.openRow}>
                  {reader.number(number + 1)}
                </a>
              </th>
              {columns.map(({ column, place, digits }) => (
                <Cell
                  key={place}
                  reader={reader}
                  column={column}
                  value={values[place] ?? null}
                  digits={digits}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({
  reader,
  column,
  value,
  digits,
}: {
  reader: Reader;
  column: ColumnSummary;
  value: Value;
  digits: number | undefined;
}) {
  if (value === null)
    return (
      <td class={isNumeric(column) ? 'number null' : 'null'}>
        <span aria-label={reader.text.dataset.explorer.nothing} role="img">
          –
        </span>
      </td>
    );
  const shown = cellText(reader, column, value, digits);
  if (isNumeric(column)) return <td class="number">{shown}</td>;
  if (shown.length <= long) return <td>{shown}</td>;
  return <td class="long">{shown.length <= tooLong ? shown : `${shown.slice(0, tooLong)}…`}</td>;
}
