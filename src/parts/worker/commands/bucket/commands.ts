import type { Command } from 'commander';
import { formatBytes } from '../../../../base/format.ts';
import type { StoredObject } from '../../../../store/store.ts';
import { type Output, timeCell, withFormat, writeRecords } from '../../../output.ts';
import type { RunContext } from '../../../run.ts';
import { unknownName } from '../../../unknown.ts';
import type { Place } from '../../place.ts';
import { type Side, sides, type WorkerSpec } from '../../settings.ts';
import { atPlace, type PlaceOptions, withPlace } from '../options.ts';
import { whenStopped } from '../signals.ts';

/** Adds `worker list`, `worker upload` and `worker download`. */
export function bucketCommands(worker: Command, context: RunContext, spec: WorkerSpec): void {
  withFormat(
    withPlace(
      worker
        .command('list')
        .description('list the pictures')
        .argument('<where>', 'incoming: those to be processed; outgoing: the results'),
    ),
  ).action((where: string, options: PlaceOptions & { format?: Output }) => {
    const side = sideOf(where);
    return atPlace(context, spec, options, (place) => list(place, side, options.format));
  });
  withPlace(
    worker
      .command('upload')
      .description('put pictures where workers take them from, under their own names')
      .argument('<files...>', 'files of this machine'),
  )
    .option('--force', 'replace pictures that are there')
    .action((files: string[], options: PlaceOptions & { force?: true }) =>
      atPlace(context, spec, options, async (place) =>
        (await import('./upload.ts')).upload(place, files, { ...options, signal: whenStopped() }),
      ),
    );
  withPlace(
    worker
      .command('download')
      .description('fetch pictures')
      .argument('<names...>', 'as "worker list" has them'),
  )
    .option('--from <where>', 'incoming or outgoing', 'outgoing')
    .option('--to <folder>', 'where they are put', '.')
    .option('--force', 'replace files that are there')
    .action((names: string[], options: PlaceOptions & { from: string; to: string; force?: true }) => {
      const side = sideOf(options.from);
      return atPlace(context, spec, options, async (place) =>
        (await import('./download.ts')).download(place[side](), names, { ...options, signal: whenStopped() }),
      );
    });
}

function sideOf(name: string): Side {
  const side = sides.find((one) => one === name);
  if (side) return side;
  throw unknownName('place', name, sides);
}

async function list(place: Place, side: Side, format: Output | undefined): Promise<void> {
  const found: { name: string; size: number; modified: Date }[] = [];
  for await (const { path, size, modified } of place[side]().list())
    found.push({ name: path, size, modified });
  await writeRecords(found, columns, format);
}

const columns: Record<string, (file: { name: string } & Pick<StoredObject, 'size' | 'modified'>) => string> =
  {
    name: ({ name }) => name,
    size: ({ size }) => formatBytes(size),
    modified: ({ modified }) => timeCell(modified.toISOString()),
  };
