import type { Command } from 'commander';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { redrive } from '../../../queue/dead-letters.ts';
import type { RunContext } from '../../run.ts';
import { unknownName } from '../../unknown.ts';
import type { Place } from '../place.ts';
import type { WorkerSpec } from '../settings.ts';
import { atPlace, type PlaceOptions, withPlace } from './options.ts';
import { deadLetterQueue, isYes, purge, purgeable, queueFor } from './purge.ts';
import { whenStopped } from './signals.ts';

/** Adds `worker purge` and `worker redrive`. */
export function queueCommands(worker: Command, context: RunContext, spec: WorkerSpec): void {
  withPlace(
    worker
      .command('purge')
      .description('delete all messages of a queue')
      .argument('<queue>', 'requests, replies, or dead: the dead letters'),
  )
    .option('--yes', 'do not ask first')
    .action((which: string, options: PlaceOptions & { yes?: true }) => {
      const known = purgeable.find((name) => name === which);
      if (!known) throw unknownName('queue', which, purgeable);
      return atPlace(context, spec, options, (place) => purgeSurely(place, known, options.yes === true));
    });
  withPlace(
    worker.command('redrive').description('move the dead letters back, to be tried once more'),
  ).action((options: PlaceOptions) => atPlace(context, spec, options, putBack));
}

async function purgeSurely(place: Place, which: (typeof purgeable)[number], isSure: boolean): Promise<void> {
  if (!isSure && !process.stdin.isTTY) {
    throw new UserError('Deleting needs a confirmation, and there is no terminal to ask on.', {
      hint: 'Add --yes.',
      exitCode: 2,
    });
  }
  say(await purge(await queueFor(place, which), isSure ? undefined : confirmed));
}

async function putBack(place: Place): Promise<void> {
  const dead = await deadLetterQueue(place);
  const count = await redrive(dead, place.requests, whenStopped());
  say(`Moved ${formatCount(count, 'message')} from ${dead.name} back to ${place.requests.name}.`);
}

/** Asks on the terminal; anything but yes is no. */
async function confirmed(question: string): Promise<boolean> {
  const { createInterface } = process.getBuiltinModule('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(question), closed]);
  lines.close();
  return isYes(answer);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
