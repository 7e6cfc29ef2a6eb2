import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { writeName } from './name.ts';

interface SchemaProps {
  reader: Reader;
  tables: TableSummary[];
  /** The table whose columns are seen at once. */
  open: TableSummary | undefined;
}

/** All tables with their columns, written as a query needs them; a script makes them buttons that insert. */
export function Schema({ reader: { text, count }, tables, open }: SchemaProps) {
  return (
    <aside class="panel schema" aria-labelledby="schema">
      <h2 id="schema">{text.sql.tables}</h2>
      <p class="quiet" data-when-clickable hidden>
        {text.sql.insert}
      </p>
      {tables.map((table) => (
        <details key={table.name} open={table === open}>
          <summary>
            <code>{writeName(table.name)}</code> <small>{count(table.rows, text.dataset.row)}</small>
          </summary>
          <ul>
            {table.columns.map(({ name, type }) => (
              <li key={name}>
                <code data-insert>{writeName(name)}</code> <small>{type}</small>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </aside>
  );
}
