import pLimit from 'p-limit';
import { UserError } from '../../../../base/error.ts';
import { formatBytes, formatNumber } from '../../../../base/format.ts';
import { type Output, writeRecords } from '../../../output.ts';
import { clientName } from '../../asking/names.ts';
import { removeOwnFolder } from '../../asking/own-folder.ts';
import type { Asking } from './asking.ts';
import { askPicture, type Outcome, type PictureOptions } from './picture.ts';
import { progressBar } from './progress.ts';
import { type Source, sourcesOf } from './sources.ts';

/** So many pictures are on their way at once. */
const AT_ONCE = 8;

export interface ImagesOptions extends PictureOptions {
  format?: Output | undefined;
  /** All names are those of pictures in the incoming place, also where there are files of the name. */
  isInBucket?: true;
}

/** Has pictures processed, and says of each what became of it. Throws a `UserError` when one failed. */
export async function askImages(
  asking: Asking,
  names: readonly string[],
  { format, isInBucket, ...options }: ImagesOptions,
): Promise<void> {
  const sources = isInBucket
    ? names.map((name) => ({ file: undefined, name }))
    : await sourcesOf(names, asking.place.incoming());
  const outcomes = await processAll(asking, sources, options);
  await writeRecords(outcomes, columns, format);
  for (const { source, warnings = [] } of outcomes)
    for (const warning of warnings) process.stderr.write(`${source}: ${warning}\n`);
  const failed = outcomes.filter(({ error }) => error !== undefined).length;
  if (failed === 0) return;
  throw new UserError(
    outcomes.length === 1
      ? 'The picture was not processed.'
      : `${failed} of ${outcomes.length} pictures failed.`,
  );
}

async function processAll(asking: Asking, sources: Source[], options: PictureOptions): Promise<Outcome[]> {
  const { place, signal } = asking;
  const own = clientName();
  // What concerns all of them ends all of them.
  const stop = new AbortController();
  const either = { ...asking, signal: AbortSignal.any([signal, stop.signal]) };
  const limit = pLimit(AT_ONCE);
  const taken = new Map<string, string>();
  const progress = progressBar(sources.length, 'pictures');
  let done = 0;
  progress.show(0);
  const work = sources.map((source, index) =>
    limit(async () => {
      either.signal.throwIfAborted();
      // Each in a folder of its own, for two may have one name.
      const outcome = await askPicture(either, source, `${own}/${index + 1}/`, taken, options);
      progress.show(++done);
      return outcome;
    }).catch((error) => {
      stop.abort(error);
      throw error;
    }),
  );
  try {
    return await Promise.all(work);
  } finally {
    await Promise.allSettled(work);
    progress.end();
    // Of jobs that were given up there may be results by now.
    if (!options.keep)
      for (const store of [place.incoming(), place.outgoing()])
        await removeOwnFolder(store, own).catch(() => {});
  }
}

const columns: Record<string, (outcome: Outcome) => string> = {
  picture: ({ source }) => source,
  result: ({ file, error }) => error ?? file ?? '',
  size: ({ width, height }) => (width === undefined ? '' : `${width} x ${height}`),
  bytes: ({ size }) => (size === undefined ? '' : formatBytes(size)),
  time: ({ ms }) => (ms === undefined ? '' : `${formatNumber(ms, 0)} ms`),
};
