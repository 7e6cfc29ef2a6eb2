import { UserError } from '../base/error.ts';

/**
 * A signal that is aborted by Ctrl-C or SIGTERM, so that the work ends in order and leaves nothing
 * behind. A second Ctrl-C ends the process at once.
 */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort(
      new UserError(`Interrupted by ${name === 'SIGINT' ? 'Ctrl-C' : name}: nothing half-made was left.`, {
        hint: 'Run it again to go on; what was finished is in the cache.',
      }),
    );
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupt(name));
  return controller.signal;
}
