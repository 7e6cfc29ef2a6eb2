import type { Command } from 'commander';
import type { RunContext } from '../../../run.ts';
import { ledgerKinds } from '../../ledger/choose.ts';
import type { WorkerSpec } from '../../settings.ts';
import { atPlace, type PlaceOptions, withPlace } from '../options.ts';
import { whole } from '../whole.ts';
import type { RunOptions } from './run.ts';

/** Adds `worker run` and `worker demo`. */
export function runCommands(worker: Command, context: RunContext, spec: WorkerSpec): void {
  const run = worker.command('run').description('take jobs from the queue until it is stopped');
  withPlace(
    withRunning(run.option('--until-empty', 'stop when the queue is empty and all is answered')),
  ).action((options: PlaceOptions & RunOptions) =>
    atPlace(context, spec, options, async (place) =>
      (await import('./run.ts')).runWorker(place, spec, context, options),
    ),
  );
  withRunning(
    worker
      .command('demo')
      .description('try it all on this machine: queues, a bucket and a worker, no account'),
  )
    .option('--data <folder>', 'the folder of this machine for queues and bucket (HOLDALL_DATA)')
    .action((options: { data?: string } & RunOptions) =>
      atPlace(context, spec, { ...options, local: true }, async (place) =>
        (await import('./demo.ts')).demo(place, spec, context, options),
      ),
    );
}

function withRunning(command: Command): Command {
  return command
    .option('--concurrency <n>', 'so many jobs at once; pictures wait for a processor (default: 400)', count)
    .option('--deadline <seconds>', 'when it is stopped, give back what is not done by then', seconds, 30)
    .addOption(
      command
        .createOption(
          '--ledger <where>',
          'where it is written which jobs are answered: local for one machine, bucket for several (default: bucket on SQS, if one is named)',
        )
        .choices(ledgerKinds),
    )
    .option(
      '--host <address>',
      'where /healthz and /metrics are: at this address of the machine',
      '127.0.0.1',
    )
    .addOption(
      command.createOption('--port <n>', 'and at this port').argParser(port).default(0, 'a free one'),
    );
}

function count(text: string): number {
  return whole('--concurrency', text, 1, 10_000);
}

function seconds(text: string): number {
  return whole('--deadline', text, 0, 43_200);
}

function port(text: string): number {
  return whole('--port', text, 0, 65_535);
}
