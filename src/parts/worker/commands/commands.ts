import type { Command } from 'commander';
import type { RunContext } from '../../run.ts';
import type { WorkerSpec } from '../settings.ts';

/** Adds `worker` and all that stands below it. */
export function workerCommands(program: Command, _context: RunContext, _spec: WorkerSpec): void {
  program.command('worker').description('take jobs from a queue, or ask for them');
}
