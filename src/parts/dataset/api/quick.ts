import type { TableSummary } from '../../../table/summary.ts';
import type { Dataset } from '../dataset.ts';
import { openRowTexts, type RowTexts } from './row-texts.ts';
import { shortStatistics } from './short.ts';

/**
 * The answers of the short addresses for programs that ask by the thousand: statistics are made once;
 * rows are read as JSON by a connection of their own. Undefined for any other address (a row at random
 * is another one each time, which is not what a quick answer may be), and for rows until the tables
 * are on the disk: the routes bring them there.
 */
export function quickAnswers(dataset: Dataset): {
  answer(address: string): string | Uint8Array | undefined;
  close(): void;
} {
  let statistics: Map<string, Uint8Array> | undefined;
  let rows: RowTexts | undefined;
  return {
    answer(address) {
      if (!address.startsWith('/get')) return undefined;
      const place = rowPlaceOf(address);
      if (place === undefined) {
        statistics ??= statisticAnswers(dataset.tables);
        return statistics.get(address);
      }
      const [table] = dataset.tables;
      const file = dataset.openFile();
      if (!table || file === undefined || place >= table.rows) return undefined;
      rows ??= openRowTexts(file, table);
      return rows.row(place);
    },
    close() {
      rows?.close();
      rows = undefined;
    },
  };
}

/** The number of the row of the first table that an address asks for. */
function rowPlaceOf(address: string): number | undefined {
  if (!address.startsWith('/getRow/') || address.length > 23) return undefined;
  let number = 0;
  for (let at = 8; at < address.length; at++) {
    const digit = address.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return address.length > 8 ? number : undefined;
}

/** The statistics' answers by address: of the first table without its name, of all with it. */
function statisticAnswers(tables: TableSummary[]): Map<string, Uint8Array> {
  const answers = new Map<string, Uint8Array>();
  for (const [nth, table] of tables.entries())
    for (const [name, statistic] of Object.entries(shortStatistics))
      for (const [place, column] of table.columns.entries()) {
        const answer = answerOf(() => statistic(column));
        if (!answer) continue;
        if (nth === 0) answers.set(`/${name}/${place}`, answer);
        answers.set(`/${name}/${place}?table=${encodeURIComponent(table.name)}`, answer);
      }
  return answers;
}

/** Undefined where it is refused: the routes say why. */
function answerOf(value: () => unknown): Uint8Array | undefined {
  try {
    return Buffer.from(JSON.stringify({ response: value() }));
  } catch {
    return undefined;
  }
}
