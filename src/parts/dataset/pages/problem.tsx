import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { tableAddress } from './view.ts';

/** What was wrong with an address, in words that come from the query itself and are English. */
export function Problem({
  reader,
  message,
  table,
}: {
  reader: Reader;
  message: string;
  table: TableSummary;
}) {
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{reader.text.frame.failures[400]}.</strong> <span lang="en">{message}</span>
      </p>
      <p>
        <a href={tableAddress(table)}>{reader.text.dataset.explorer.allRows}</a>
      </p>
    </div>
  );
}
