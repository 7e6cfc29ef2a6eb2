import { useAws } from '../aws.ts';
import type { RunContext, RunningPart } from '../run.ts';
import { describeApi } from './api/describe.ts';
import { workerApi } from './api/routes.ts';
import { workerCommands } from './commands/commands.ts';
import { bodySize } from './desk/body-size.ts';
import { deskOf } from './desk/desk-of.ts';
import { WorkerPreview } from './pages/preview.tsx';
import { workerPages } from './pages/routes.tsx';
import { tryWorker } from './selftest.ts';
import type { WorkerSpec } from './settings.ts';

/** The worker and its client: jobs from a queue, answered once each, and a page that asks. */
export function start(context: RunContext, options: unknown): RunningPart {
  // The build half has checked them and filled in what was left out.
  const spec = options as WorkerSpec;
  useAws(() => context.load('aws'));
  const desk = deskOf(context, spec);
  return {
    tab: ({ text }) => text.worker.tab,
    summary: ({ text: { worker }, count }) =>
      worker.summary(
        spec.numbers,
        spec.images && count(Object.keys(spec.images.presets).length, worker.preset),
      ),
    preview: (reader) => <WorkerPreview reader={reader} spec={spec} />,
    pages: workerPages(context, desk, spec),
    api: workerApi(desk, spec),
    bodySize,
    describeApi: () => describeApi(spec),
    commands: (program) => workerCommands(program, context, spec),
    selftest: () => tryWorker(context, spec),
    metrics: desk.metrics,
    close: () => desk.close(),
  };
}
