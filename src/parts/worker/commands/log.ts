import { join } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { openStore } from '../../../store/open.ts';
import { type Output, timeCell, withFormat, writeRecords } from '../../output.ts';
import type { RunContext } from '../../run.ts';
import { JOURNAL } from '../loop/pieces.ts';
import { type JournalFilter, type ReadEntry, readJournal } from '../loop/read-journal.ts';
import type { Place } from '../place.ts';
import type { WorkerSpec } from '../settings.ts';
import { stateFolder } from '../state-folder.ts';
import { atPlace, type PlaceOptions, withPlace } from './options.ts';

interface LogOptions extends PlaceOptions, JournalFilter {
  limit?: number;
  format?: Output;
}

/** Lines that a terminal shows unless more are asked for. */
const USUAL_LINES = 50;

/** Adds `worker log`. */
export function logCommand(worker: Command, context: RunContext, spec: WorkerSpec): void {
  withFormat(withPlace(worker.command('log').description('print what workers have done, the latest last')))
    .option('--day <day>', 'of this day or month (2026-11-21, 2026-11), by UTC', day)
    .addOption(worker.createOption('--kind <kind>', 'jobs of this kind').choices(['numbers', 'image']))
    .addOption(
      worker
        .createOption('--outcome <outcome>', 'what came of this')
        .choices(['done', 'refused', 'dead', 'retry', 'fault']),
    )
    .option('--worker <id>', 'what this worker did')
    .option('--limit <n>', `the last so many (default: ${USUAL_LINES} on a terminal, else all)`, limit)
    .action((options: LogOptions) => atPlace(context, spec, options, (place) => printLog(place, options)));
}

async function printLog(place: Place, options: LogOptions): Promise<void> {
  const { bucket } = place;
  const { format, limit, day, kind, outcome, worker } = options;
  const local = openStore(`${join(await stateFolder(place), 'journal')}/`);
  const isTable = format === 'table' || (format === undefined && process.stdout.isTTY);
  const most = limit ?? (isTable ? USUAL_LINES : Number.POSITIVE_INFINITY);
  const filter = {
    ...(day !== undefined && { day }),
    ...(kind && { kind }),
    ...(outcome && { outcome }),
    ...(worker !== undefined && { worker }),
  };
  // One more tells whether there are more.
  const entries = await readJournal(bucket ? [bucket.at(JOURNAL), local] : [local], filter, most + 1);
  await writeRecords(most === 0 ? [] : entries.slice(-most), columns, format);
  if (limit === undefined && most < entries.length) {
    process.stderr.write(`These are the last ${formatCount(most, 'line')}; more with --limit.\n`);
  }
}

const columns: Record<string, (entry: ReadEntry) => string | number | null> = {
  at: ({ at }) => timeCell(at),
  outcome: ({ outcome }) => outcome,
  kind: ({ kind }) => kind ?? null,
  id: ({ id }) => id ?? null,
  ms: ({ ms }) => ms ?? null,
  worker: ({ worker }) => worker,
  detail: ({ detail }) => detail ?? null,
};

function day(text: string): string {
  const isDay = /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text);
  const at = new Date(`${text}${'0000-01-01'.slice(text.length)}`);
  // The 31st of February would be a day of March.
  if (isDay && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text;
  throw new UserError(`A day looks like 2026-11-21, not "${text}".`, { exitCode: 2 });
}

function limit(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UserError(`A whole number of lines is wanted, not "${text}".`, { exitCode: 2 });
}
