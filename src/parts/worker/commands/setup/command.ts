import type { Command } from 'commander';
import { type Output, withFormat } from '../../../output.ts';
import type { RunContext } from '../../../run.ts';
import { type LedgerKind, ledgerKinds } from '../../ledger/choose.ts';
import type { WorkerSpec } from '../../settings.ts';
import { atPlace, type PlaceOptions, withPlace } from '../options.ts';
import type { Who } from './policy.ts';

/** Adds `worker setup`. */
export function setupCommand(worker: Command, context: RunContext, spec: WorkerSpec): void {
  withFormat(
    withPlace(
      worker
        .command('setup')
        .description('make queues and folders of the bucket, and print the least rights that they ask for'),
    ),
  )
    .option('--check', 'change nothing; report what is missing or wrong')
    .option('--tidy', 'remove queues and pictures left by clients that were killed more than a day ago')
    .addOption(
      worker
        .createOption('--for <whom>', 'print the rights of clients, workers or operators only')
        .choices(['client', 'worker', 'operator'] satisfies Who[]),
    )
    .addOption(
      worker
        .createOption('--ledger <where>', 'where workers write down which jobs are answered, for --check')
        .choices(ledgerKinds),
    )
    .action(
      (
        options: PlaceOptions & {
          check?: true;
          tidy?: true;
          for?: Who;
          ledger?: LedgerKind;
          format?: Output;
        },
      ) =>
        atPlace(context, spec, options, async (place) =>
          options.check
            ? (await import('./check.ts')).check(place, spec, context, options)
            : (await import('./setup.ts')).setup(place, spec, options),
        ),
    );
}
