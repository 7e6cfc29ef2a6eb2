import type { Command } from 'commander';
import { formatUserError, messageOf, UserError } from '../../../../base/error.ts';
import type { RunContext } from '../../../run.ts';
import { type Client, openClient } from '../../asking/client.ts';
import type { Place } from '../../place.ts';
import type { WorkerSpec } from '../../settings.ts';
import { atPlace, type PlaceOptions, withPlace } from '../options.ts';
import { whenStopped } from '../signals.ts';

/** What every command that asks can be told. */
export interface AskingOptions extends PlaceOptions {
  /** In seconds. */
  timeout?: number;
  shared?: true;
}

/** What a command asks with. */
export interface Asking {
  place: Place;
  client: Client;
  timeoutMs: number;
  /** Aborted when the process is to stop. */
  signal: AbortSignal;
}

const USUAL_TIMEOUT_SECONDS = 60;

/** Adds the options of every command that asks. */
export function withAsking(command: Command): Command {
  return withPlace(command)
    .option(
      '--timeout <seconds>',
      `how long to wait for an answer (default: ${USUAL_TIMEOUT_SECONDS})`,
      seconds,
    )
    .option('--shared', 'take answers from the usual queue, instead of making one for this client');
}

/** Does a command's work with a client, and leaves nothing of the client behind, also when it is stopped. */
export function asking<T>(
  context: RunContext,
  spec: WorkerSpec,
  { timeout = USUAL_TIMEOUT_SECONDS, shared, ...options }: AskingOptions,
  work: (asking: Asking) => Promise<T>,
): Promise<T> {
  return atPlace(context, spec, options, async (place) => {
    const signal = whenStopped();
    const client = openClient(place, { shared: shared === true, program: context.manifest.name });
    try {
      return await work({ place, client, timeoutMs: timeout * 1000, signal });
    } finally {
      // What was answered is answered.
      await client.close().catch((error) => {
        const reason = error instanceof UserError ? formatUserError(error) : messageOf(error);
        process.stderr.write(`The queue for the answers is left behind: ${reason}\n`);
      });
    }
  });
}

function seconds(text: string): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number > 0 && number <= 86_400) return number;
  throw new UserError(`The timeout is so many seconds, up to 86400, not "${text}".`, { exitCode: 2 });
}
