import { buffer } from 'node:stream/consumers';
import { cut } from '../../../../../base/cut.ts';
import type { Store } from '../../../../../store/store.ts';
import { printable } from '../../../../terminal.ts';
import type { Preview, preview } from '../../../work/preview.ts';

/** Loads what turns pictures into text. */
export type LoadPreview = () => Promise<typeof preview>;

/** Between two pictures. */
const GAP = '   ';

const USUAL_COLUMNS = 80;
const USUAL_LINES = 24;

/** Two pictures side by side, as wide as the terminal lets them be, with their names above. */
export async function sideBySide(
  load: LoadPreview,
  before: { store: Store; path: string },
  after: { store: Store; path: string },
  { stdout, env } = process,
): Promise<string> {
  const make = await load();
  // A terminal that does not know its size says 0, or nothing.
  const columns = stdout.columns || USUAL_COLUMNS;
  const rows = stdout.rows || USUAL_LINES;
  const most = Math.floor((columns - GAP.length - 1) / 2);
  const colours = stdout.isTTY ? stdout.getColorDepth(env) : 1;
  const size = { columns: Math.max(8, most), lines: Math.max(4, rows - 6), colours };
  const [left, right] = await Promise.all(
    [before, after].map(async ({ store, path }) => make(await buffer(await store.read(path)), size)),
  );
  if (!left || !right) return '';
  const widths = [left, right].map(({ columns }) => Math.max(columns, 8));
  const heading = [`before: ${before.path}`, `after: ${after.path}`]
    .map((text, side) => cut(printable(text), widths[side] ?? 0).padEnd(widths[side] ?? 0))
    .join(GAP);
  const height = Math.max(left.lines.length, right.lines.length);
  const lines = Array.from({ length: height }, (_, row) =>
    [left, right].map((picture, side) => lineOf(picture, row, widths[side] ?? 0)).join(GAP),
  );
  return `${[heading, ...lines].map((line) => line.trimEnd()).join('\n')}\n`;
}

function lineOf({ lines, columns }: Preview, row: number, width: number): string {
  const line = lines[row];
  return line === undefined ? ' '.repeat(width) : line + ' '.repeat(width - columns);
}
