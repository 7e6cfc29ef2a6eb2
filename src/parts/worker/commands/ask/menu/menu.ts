import { formatUserError, UserError } from '../../../../../base/error.ts';
import { printable } from '../../../../terminal.ts';
import type { WorkerSpec } from '../../../settings.ts';
import type { Asking } from '../asking.ts';
import { type Entry, say } from './entry.ts';
import { type Lines, openLines } from './lines.ts';
import { numberEntries } from './numbers.ts';
import { pictureEntries } from './pictures.ts';
import { purgeOne } from './purge.ts';
import type { LoadPreview } from './show.ts';

/** What the menu shows. */
export interface MenuOptions {
  spec: WorkerSpec;
  loadPreview: LoadPreview | undefined;
  title: string;
}

/**
 * Shows the menu until somebody has had enough. It is of numbers and lines, so that it works in every
 * terminal, for screen readers, and with whatever is pasted into it.
 */
export async function runMenu(asking: Asking, { spec, loadPreview, title }: MenuOptions): Promise<void> {
  const { place, signal } = asking;
  const groups: [title: string, entries: Entry[]][] = [
    ['Numbers', spec.numbers ? numberEntries : []],
    ['Pictures', spec.images ? pictureEntries(spec.images, loadPreview) : []],
    ['Queues', [{ title: 'purge a queue', run: purgeOne }]],
  ];
  const shown = groups.filter(([, entries]) => entries.length > 0);
  const all = shown.flatMap(([, entries]) => entries);
  const text = menuText(shown);
  const lines = openLines(signal);
  say(`${printable(title)}. Jobs go to ${place.requests.name} (${printable(place.title)}).`);
  try {
    for (;;) {
      say(text);
      const line = await lines.ask('> ');
      if (line === undefined || /^(0|q|quit|exit)$/i.test(line)) return;
      const entry = /^\d+$/.test(line) ? all[Number(line) - 1] : undefined;
      if (entry) await run(entry, asking, lines);
      else if (line !== '') say(`Type a number from 1 to ${all.length}, or q to quit.`);
    }
  } finally {
    lines.close();
  }
}

/** What fails is said, and the menu goes on; unless the process is to stop. */
async function run(entry: Entry, asking: Asking, lines: Lines): Promise<void> {
  try {
    await entry.run(asking, lines);
  } catch (error) {
    asking.signal.throwIfAborted();
    if (error instanceof UserError) say(formatUserError(error));
    else if (error instanceof Error && error.message === 'Interrupted.') say(error.message);
    else throw error;
  }
}

function menuText(groups: readonly [title: string, entries: Entry[]][]): string {
  let number = 0;
  const parts = groups.flatMap(([title, entries]) => [
    title,
    ...entries.map((entry) => `${String(++number).padStart(3)}  ${entry.title}`),
  ]);
  return ['', ...parts, '  q  quit'].join('\n');
}
