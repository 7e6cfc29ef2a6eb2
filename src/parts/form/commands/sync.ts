import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { type Output, write } from '../../output.ts';
import type { Site } from '../pages/site.ts';
import type { Sync } from '../sync/sync.ts';

interface SyncOptions {
  check?: true;
  format?: Output;
}

/** Sends what waits, or says how much does, and why it cannot be sent. */
export async function syncAnswers(_: Site, sync: Sync | undefined, options: SyncOptions): Promise<void> {
  if (!sync) {
    throw new UserError('Answers of this program are not sent anywhere.', {
      hint: 'They are kept on this machine; "form export" writes them to a file.',
    });
  }
  const { format = process.stdout.isTTY ? 'table' : 'json' } = options;
  let sent = 0;
  let failure: unknown;
  try {
    if (options.check) await sync.tryOut();
    else {
      await sync.send({
        onSent: (count) => {
          sent = count;
        },
      });
    }
  } catch (error) {
    failure = error;
  }
  const state = sync.state();
  if (format === 'table') {
    if (!options.check) await write(`Sent ${formatCount(sent, 'version')} to ${state.to}.\n`);
    const waits = state.waiting === 1 ? 'version waits' : 'versions wait';
    await write(
      state.waiting > 0 ? `${state.waiting} ${waits} to be sent.\n` : 'Nothing waits to be sent.\n',
    );
    if (failure === undefined && state.problem) await write(`${state.problem.message}\n`);
  } else {
    await write(`${JSON.stringify({ ...state, sent }, null, format === 'json' ? 2 : undefined)}\n`);
  }
  // Said last, for it is why there is something that waits.
  if (failure !== undefined) throw failure;
}
