import type { RunContext, RunningPart } from '../run.ts';
import { useAws } from './aws.ts';
import { workerCommands } from './commands/commands.ts';
import { workerPages } from './pages/routes.tsx';
import { tryWorker } from './selftest.ts';
import type { WorkerSpec } from './settings.ts';

/** The worker and its client: jobs from a queue, answered once each, and a page that asks. */
export function start(context: RunContext, options: unknown): RunningPart {
  // The build half has checked them and filled in what was left out.
  const spec = options as WorkerSpec;
  useAws(() => context.load('aws'));
  const { pages, api, close } = workerPages(context, spec);
  return {
    tab: ({ text }) => text.worker.tab,
    summary: ({ text }) => text.worker.summary(spec.numbers, spec.images !== undefined),
    pages,
    api,
    commands: (program) => workerCommands(program, context, spec),
    selftest: () => tryWorker(context, spec),
    close,
  };
}
