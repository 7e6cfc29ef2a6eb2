import { formatNumber } from '../base/format.ts';

/** Text without the control characters with which a name could take over a terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}

/**
 * A table for a terminal: a line a row, columns apart by two blanks.
 * @param toTheRight which columns are set to the right; those of nothing but numbers unless given
 */
export function textTable(
  head: string[],
  rows: (string | number | null)[][],
  toTheRight: boolean[] = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  ),
): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => cellText(cell)));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, column) =>
          toTheRight[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? formatNumber(cell) : printable(cell);
}
