import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../../base/error.ts';
import type { RunContext } from '../../../run.ts';
import { type Hired, startFor } from '../../hire.ts';
import type { LedgerKind } from '../../ledger/choose.ts';
import type { Place } from '../../place.ts';
import type { WorkerSpec } from '../../settings.ts';
import { whenStopped } from '../signals.ts';
import { serveHealth } from './health.ts';
import { showStatus, summary } from './status.ts';

export interface RunOptions {
  concurrency?: number;
  /** In seconds. */
  deadline: number;
  ledger?: LedgerKind;
  /** Of `/healthz` and `/metrics`; port 0: a free one. */
  host: string;
  port: number;
  untilEmpty?: true;
}

/**
 * Takes jobs until the process is told to stop, or until the queue is empty. Throws a `UserError`
 * when jobs were left over at the deadline.
 */
export async function runWorker(
  place: Place,
  spec: WorkerSpec,
  context: RunContext,
  options: RunOptions,
): Promise<void> {
  // Before anything is taken, so that it can be stopped at any time.
  const stopped = whenStopped();
  const { concurrency, ledger, deadline, untilEmpty } = options;
  const hired = await startFor(place, spec, context, {
    ...(concurrency !== undefined && { concurrency }),
    ...(ledger && { ledger }),
  });
  let health: Health | undefined;
  let isDone = false;
  try {
    health = await serveHealth(options, hired, stopped);
    process.stdout.write(
      `Taking jobs from ${place.requests.name} (${place.title}). Health and metrics: ${health.url}healthz, ${health.url}metrics\n`,
    );
    if (!hired.hasDeadLetters) {
      process.stderr.write(
        `What nobody can do is answered, and not kept: ${place.requests.name} has no queue for dead letters. "worker setup" makes one.\n`,
      );
    }
    const status = showStatus(hired);
    await (untilEmpty ? untilDone(place, hired, stopped) : aborted(stopped));
    status.end('Finishing what has begun.');
    isDone = await hired.stop(deadline * 1000);
  } finally {
    // A server that listens would keep the process, whatever has failed.
    health?.close();
    // Also when the port was taken; a second time it does nothing.
    await hired.stop(0);
  }
  report(hired, isDone, deadline);
}

type Health = Awaited<ReturnType<typeof serveHealth>>;

/** To be called when all is stopped: from then on the process may end. */
function report({ counters: { counts } }: Hired, isDone: boolean, deadline: number): void {
  process.stdout.write(`${summary(counts)}\n`);
  if (isDone) return;
  // Work that cannot be ended, such as a picture's, would keep the process for as long as it takes.
  setTimeout(() => process.exit(1), 200).unref();
  throw new UserError(`Not all was done within ${deadline} s; what was not has been given back.`, {
    hint: 'Another worker takes it, or this one when it is started again. --deadline gives it more time.',
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Settles when the queue has been empty twice, for SQS counts roughly, or when it is told to stop. */
async function untilDone({ requests, kind }: Place, hired: Hired, stopped: AbortSignal): Promise<void> {
  let empty = 0;
  while (!stopped.aborted && empty < 2) {
    // A queue that does not answer is not empty; the worker itself goes on asking too.
    const depth = await requests.depth().catch(() => undefined);
    const isEmpty = depth && depth.waiting + depth.inFlight + depth.delayed + hired.inFlight() === 0;
    empty = isEmpty ? empty + 1 : 0;
    const waitMs = kind === 'sqs' ? 1000 : 100;
    if (empty < 2) await sleep(waitMs, undefined, { signal: stopped }).catch(() => {});
  }
}
