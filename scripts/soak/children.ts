import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SoakWorker } from './worker.ts';

/** A worker in a process of its own. */
export interface Child {
  child: ChildProcess;
  /** When it takes jobs. */
  ready: Promise<unknown>;
}

/** Starts a worker. */
export function startChild(argument: SoakWorker): Child {
  const program = join(import.meta.dirname, 'worker.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(child, 'exit').then(([status]) => {
    if (status) throw new Error(`A worker did not start: status ${status}.`);
  });
  const ready = Promise.race([once(child.stdout, 'data'), died]);
  // Thrown where it is waited for.
  ready.catch(() => {});
  died.catch(() => {});
  return { child, ready };
}

/** Lets a worker finish what it has in hand, and waits for its end. */
export async function stopChild({ child, ready }: Child): Promise<void> {
  await ready.catch(() => {});
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
