import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunContext } from '../../../run.ts';
import { textTable } from '../../../terminal.ts';
import type { Place } from '../../place.ts';
import { settingsOf, type WorkerSpec } from '../../settings.ts';
import { type RunOptions, runWorker } from './run.ts';
import { putSamples, sampleNames } from './samples.ts';

/** Says what to type in another terminal, and does the jobs of this machine's queues. */
export async function demo(
  place: Place,
  spec: WorkerSpec,
  context: RunContext,
  options: { data?: string } & RunOptions,
): Promise<void> {
  if (spec.images) await putSamplesOnce(place);
  const others = otherOptions(spec, place, options.data);
  const commands = [
    ['ask', 'for a menu'],
    spec.numbers && ['ask numbers 1 5 22', 'for the statistics of a list'],
    spec.images && [`ask image ${sampleNames[0]} --to out`, 'for a picture'],
    spec.images && ['list incoming', 'for the pictures that there are'],
  ];
  const rows = commands
    .filter((row) => Array.isArray(row))
    .map(([command, what = '']) => [`  ${context.manifest.name} worker ${command}${others}`, what]);
  process.stdout.write(`Queues and bucket of this machine: ${place.settings.folder}\n`);
  process.stdout.write(textTable(['In another terminal, type', ''], rows));
  process.stdout.write('To stop it, press Ctrl+C.\n');
  await runWorker(place, spec, context, options);
}

/** What other commands must be told to be at the same place. */
function otherOptions(spec: WorkerSpec, { settings }: Place, data: string | undefined): string {
  // They take other queues where the spec or the environment names some.
  const isUsual = settingsOf(spec, {}, settings.folder).sqs === undefined;
  return `${isUsual ? '' : ' --local'}${data === undefined ? '' : ` --data ${quoted(data)}`}`;
}

function quoted(text: string): string {
  return /^[\w./:\\-]+$/.test(text) ? text : `"${text}"`;
}

/** Pictures that somebody has removed do not come back. */
async function putSamplesOnce(place: Place): Promise<void> {
  const mark = join(place.settings.folder, 'samples-made');
  if (existsSync(mark)) return;
  await putSamples(place.incoming());
  await writeFile(mark, '');
}
