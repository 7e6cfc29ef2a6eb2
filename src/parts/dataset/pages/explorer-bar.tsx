import type { Reader } from '../../../language/reader.ts';
import { withQuery } from '../../address.ts';
import { writeColumns } from '../address/columns.ts';
import { formatQuery } from '../address/write.ts';
import { conditionText } from './condition-text.ts';
import { HiddenFields } from './hidden-fields.tsx';
import { titleOf } from './values.ts';
import { asking, shownColumns, tableAddress, type View, viewAddress, withoutCondition } from './view.ts';

const exportFormats = ['csv', 'json', 'ndjson', 'xlsx'] as const;

/** What can be done with the rows: search, choose columns, chart, take along. */
export function ExplorerBar({ reader, view }: { reader: Reader; view: View }) {
  const text = reader.text.dataset;
  const hasTexts = view.table.columns.some(({ type }) => type === 'text');
  return (
    <div class="tools">
      {hasTexts && (
        <form action={tableAddress(view.table)} class="row-search">
          <HiddenFields view={searchless(view)} />
          <input
            type="search"
            name="_search"
            value={view.query.search ?? ''}
            aria-label={text.explorer.search}
            placeholder={text.explorer.search}
          />
          <button class="button" type="submit">
            {text.explorer.find}
          </button>
        </form>
      )}
      <a class="button" href={viewAddress({ ...view, page: 1 }, 'charts')}>
        {text.charts.title}
      </a>
      <ColumnChoice reader={reader} view={view} />
      <details class="menu">
        <summary class="button">{text.explorer.export}</summary>
        <div class="menu-body">
          <p class="quiet">{text.explorer.exportWhat}</p>
          <ul>
            {exportFormats.map((format) => (
              <li key={format}>
                <a href={exportAddress(view, format)} download>
                  {text.explorer.formats[format]}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </details>
      <button class="button copy-link" type="button" hidden data-copied={text.explorer.copied}>
        {text.explorer.copyLink}
      </button>
    </div>
  );
}

function searchless(view: View): View {
  const { search: _, ...query } = view.query;
  return { ...view, query, page: 1 };
}

/** All rows of a view and its columns as a file. */
function exportAddress({ table, query, columns }: View, format: string): string {
  return withQuery(
    tableAddress(table, 'export'),
    formatQuery(table, query, { _format: format, _columns: columns && writeColumns(table, columns) }),
  );
}

function ColumnChoice({ reader, view }: { reader: Reader; view: View }) {
  const text = reader.text.dataset.explorer;
  const shown = new Set(shownColumns(view));
  return (
    <details class="menu">
      <summary class="button">
        {view.columns === undefined
          ? text.columns
          : text.columnsOf(reader.number(shown.size), reader.number(view.table.columns.length))}
      </summary>
      <form class="menu-body" action={tableAddress(view.table, 'change')}>
        <input type="hidden" name="_do" value="columns" />
        <HiddenFields view={view} />
        <fieldset>
          <legend class="unseen">{text.columns}</legend>
          <ul class="ticks">
            {view.table.columns.map((column, place) => (
              <li key={place}>
                <label>
                  <input type="checkbox" name="_show" value={place} checked={shown.has(place)} />
                  {titleOf(column)}
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <button class="button" type="submit">
          {text.show}
        </button>
      </form>
    </details>
  );
}

/** The filters that hold, each with a link that takes it away. */
export function Chips({
  reader,
  view,
  path,
  own,
}: {
  reader: Reader;
  view: View;
  /** Where the links lead, and with what: to the rows unless said otherwise. */
  path?: string;
  own?: Record<string, string | undefined>;
}) {
  const to = (next: View) => viewAddress(next, path, own);
  const text = reader.text.dataset.explorer;
  const { conditions, search } = view.query;
  if (conditions.length === 0 && search === undefined) return null;
  return (
    <ul class="chips" aria-label={text.filters}>
      {search !== undefined && (
        <Chip text={text.searched(search)} label={text.remove} href={to(searchless(view))} />
      )}
      {conditions.map((condition) => {
        const words = conditionText(reader, view.table, condition);
        return (
          <Chip key={words} text={words} label={text.remove} href={to(withoutCondition(view, condition))} />
        );
      })}
      {conditions.length + (search === undefined ? 0 : 1) > 1 && (
        <li>
          <a href={to(asking(searchless(view), { conditions: [] }))}>{text.removeAll}</a>
        </li>
      )}
    </ul>
  );
}

function Chip({ text, label, href }: { text: string; label: string; href: string }) {
  return (
    <li class="chip">
      <span>{text}</span>
      <a href={href} aria-label={`${label}: ${text}`} title={label}>
        ×
      </a>
    </li>
  );
}
