import { text } from 'node:stream/consumers';
import pLimit from 'p-limit';
import type { Store } from '../../../store/store.ts';
import type { Entry } from './journal.ts';

/** A line as it is read: with the worker that wrote it. */
export interface ReadEntry extends Entry {
  worker: string;
}

/** Which lines are wanted; what is left out means all. */
export interface JournalFilter {
  /** `2026-11-21`, or its beginning: `2026-11`. */
  day?: string;
  worker?: string;
  kind?: Entry['kind'];
  outcome?: Entry['outcome'];
}

/** Pieces are so small that a few side by side fit. */
const AT_ONCE = 8;

/**
 * The lines of a journal in the order of their time.
 * @param places where pieces are; of those that are in several, one is read
 * @param enough days are read from the latest on, until there are so many lines; all of the last one are given
 */
export async function readJournal(
  places: readonly Store[],
  filter: JournalFilter,
  enough = Number.POSITIVE_INFINITY,
): Promise<ReadEntry[]> {
  const days = Map.groupBy(await piecesOf(places, filter), ([path]) => path.split('/')[0] ?? '');
  const entries: ReadEntry[][] = [];
  let count = 0;
  const latestFirst = [...days.keys()].sort().reverse();
  for (const day of latestFirst) {
    if (count >= enough) break;
    const lines = await linesIn(days.get(day) ?? [], places, filter);
    entries.unshift(lines);
    count += lines.length;
  }
  return entries.flat().sort(byTime);
}

/** The paths of the pieces, each with a place where it is. */
async function piecesOf(places: readonly Store[], filter: JournalFilter): Promise<[string, Store][]> {
  const { day = '', worker } = filter;
  const found = new Map<string, Store>();
  for (const place of places) {
    for await (const { path } of place.list(day)) {
      const [, of] = path.split('/');
      if (path.endsWith('.jsonl') && (worker === undefined || of === worker)) found.set(path, place);
    }
  }
  return [...found];
}

async function linesIn(
  found: readonly [string, Store][],
  places: readonly Store[],
  { kind, outcome }: JournalFilter,
): Promise<ReadEntry[]> {
  const limit = pLimit(AT_ONCE);
  const pieces = await Promise.all(
    found.map(([path, place]) =>
      limit(async () =>
        linesOf(await read(path, place, places)).filter(
          (entry) =>
            (kind === undefined || entry.kind === kind) &&
            (outcome === undefined || entry.outcome === outcome),
        ),
      ),
    ),
  );
  return pieces.flat();
}

function byTime(a: ReadEntry, b: ReadEntry): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

/** A piece may be put away while it is being looked for. */
async function read(path: string, place: Store, places: readonly Store[]): Promise<string> {
  for (const each of [place, ...places]) {
    if (await each.head(path)) return text(await each.read(path));
  }
  return '';
}

/** A worker that is killed may leave half a line, which is left out. */
function linesOf(content: string): ReadEntry[] {
  return content.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
