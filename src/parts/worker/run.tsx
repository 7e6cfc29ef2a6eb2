import type { RunContext, RunningPart } from '../run.ts';
import { workerCommands } from './commands/commands.ts';
import { workerPages } from './pages/routes.tsx';
import type { WorkerSpec } from './settings.ts';
import { loadPictures } from './work/load-pictures.ts';

/** The worker and its client: jobs from a queue, answered once each, and a page that asks. */
export function start(context: RunContext, options: unknown): RunningPart {
  // The build half has checked them and filled in what was left out.
  const spec = options as WorkerSpec;
  const { pages, api, close } = workerPages(context, spec);
  return {
    tab: ({ text }) => text.worker.tab,
    summary: ({ text }) => text.worker.summary(spec.numbers, spec.images !== undefined),
    pages,
    api,
    commands: (program) => workerCommands(program, context, spec),
    async selftest() {
      if (spec.images) await loadPictures(context);
    },
    close,
  };
}
