import type { Command } from 'commander';
import type { RunContext } from '../../run.ts';
import type { WorkerSpec } from '../settings.ts';
import { loadPictures } from '../work/load-pictures.ts';
import { askCommands } from './ask/commands.ts';
import { bucketCommands } from './bucket/commands.ts';
import { logCommand } from './log.ts';
import { queueCommands } from './queues.ts';
import { runCommands } from './run/commands.ts';
import { setupCommand } from './setup/command.ts';

/** Adds `worker` and all that stands below it. What each command does is loaded when it is asked for. */
export function workerCommands(program: Command, context: RunContext, spec: WorkerSpec): void {
  const worker = program.command('worker').description('take jobs from a queue, or ask for them');
  runCommands(worker, context, spec);
  askCommands(worker, context, spec, async () => (await loadPictures(context)).preview);
  bucketCommands(worker, context, spec);
  queueCommands(worker, context, spec);
  setupCommand(worker, context, spec);
  logCommand(worker, context, spec);
}
