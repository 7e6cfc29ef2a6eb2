import { UserError } from '../../../base/error.ts';

/** Aborted by the first signal to stop; a second one ends the process at once. */
export function whenStopped(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort(new UserError('Interrupted.'));
    });
  }
  return controller.signal;
}
