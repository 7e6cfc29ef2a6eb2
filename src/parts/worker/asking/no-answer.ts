import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import type { Place } from '../place.ts';

/**
 * The error for an answer that did not come in time, with what the queue tells about the reason.
 * @param program the name by which people start this program
 */
export async function noAnswer(
  place: Place,
  timeoutMs: number,
  program: string | undefined,
): Promise<UserError> {
  const { name } = place.requests;
  const none = `No answer came within ${Math.round(timeoutMs / 100) / 10} s`;
  const command = (name: string) => `"${program === undefined ? '' : `${program} `}worker ${name}"`;
  const start = `start one with ${command('run')}`;
  const depth = await place.requests.depth().catch(() => undefined);
  if (depth === undefined) {
    return new UserError(`${none}.`, { hint: `See that a worker runs, or ${start}.` });
  }
  if (depth.waiting > 0) {
    const waits = `${formatCount(depth.waiting, 'job')} ${depth.waiting === 1 ? 'waits' : 'wait'}`;
    return new UserError(`${none}: ${waits} in the queue ${name}, and no worker takes this one.`, {
      hint: `Should no worker run, ${start}; else wait for longer.`,
    });
  }
  if (depth.inFlight + depth.delayed > 0) {
    return new UserError(`${none}: a worker has it in hand, or puts it off and tries again.`, {
      hint: `Wait for longer; ${command('log')} tells what workers do.`,
    });
  }
  return new UserError(`${none}, though the queue ${name} is empty.`, {
    hint: `Look with ${command('log')} what became of it; workers may have no right to send to the queue for the answer.`,
  });
}
