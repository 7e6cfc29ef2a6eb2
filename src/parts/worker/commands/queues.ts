import type { Command } from 'commander';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { redrive } from '../../../queue/dead-letters.ts';
import type { Queue } from '../../../queue/queue.ts';
import type { RunContext } from '../../run.ts';
import { unknownName } from '../../unknown.ts';
import type { Place } from '../place.ts';
import type { WorkerSpec } from '../settings.ts';
import { atPlace, type PlaceOptions, withPlace } from './options.ts';
import { whenStopped } from './signals.ts';

const purgeable = ['requests', 'replies', 'dead'];

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
      if (!purgeable.includes(which)) throw unknownName('queue', which, purgeable);
      return atPlace(context, spec, options, (place) => purge(place, which, options.yes === true));
    });
  withPlace(
    worker.command('redrive').description('move the dead letters back, to be tried once more'),
  ).action((options: PlaceOptions) => atPlace(context, spec, options, putBack));
}

async function purge(place: Place, which: string, isSure: boolean): Promise<void> {
  if (!isSure && !process.stdin.isTTY) {
    throw new UserError('Messages are not deleted without a question, and here is nobody to answer it.', {
      hint: 'Add --yes.',
      exitCode: 2,
    });
  }
  const queue =
    which === 'dead' ? await deadLettersOf(place) : place[which === 'replies' ? 'replies' : 'requests'];
  if (!isSure) {
    const { waiting, inFlight, delayed } = await queue.depth();
    const count = waiting + inFlight + delayed;
    if (count === 0) return say(`There are no messages in the queue ${queue.name}.`);
    const isMeant = await confirmed(`Delete ${formatCount(count, 'message')} of the queue ${queue.name}?`);
    if (!isMeant) return say('Nothing was deleted.');
  }
  const count = await queue.purge();
  say(`Deleted ${formatCount(count, 'message')} of the queue ${queue.name}.`);
}

async function putBack(place: Place): Promise<void> {
  const dead = await deadLettersOf(place);
  const count = await redrive(dead, place.requests, whenStopped());
  say(`Moved ${formatCount(count, 'message')} from ${dead.name} back to ${place.requests.name}.`);
}

/** The queue of dead letters of a place; throws a `UserError` where there is none. */
async function deadLettersOf({ requests }: Place): Promise<Queue> {
  const found = await requests.deadLetters();
  if (found) return found;
  throw new UserError(`The queue ${requests.name} has no queue for its dead letters.`, {
    hint: '"worker setup" makes one.',
  });
}

/** Asks on the terminal; anything but yes is no. */
export async function confirmed(question: string): Promise<boolean> {
  const { createInterface } = process.getBuiltinModule('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
