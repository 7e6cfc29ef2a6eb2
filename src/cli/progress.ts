import { Listr } from 'listr2';
import { type Observer, type StageName, stageNames } from '../build/request.ts';

const titles: Record<StageName, string> = {
  plan: 'Plan',
  fetch: 'Fetch',
  process: 'Process',
  pack: 'Pack',
  verify: 'Verify',
  publish: 'Publish',
};

/** Runs a build and shows its stages on standard error: as a tree on a terminal, else line by line. */
export function watchBuild<T>(run: (observer: Observer) => Promise<T>): Promise<T> {
  return process.stderr.isTTY ? watchOnTerminal(run) : run(plainLines);
}

const plainLines: Observer = {
  stageStarted: (stage) => console.error(`${stage} ...`),
  stageEnded: (stage, { ms, detail, skipped }) =>
    console.error(
      `${stage}: ${skipped === undefined ? `${detail} (${seconds(ms)})` : `skipped, ${skipped}`}`,
    ),
  warning: (text) => console.error(`warning: ${text}`),
};

/** Each stage is a task of the tree that waits for the build to come to it and to leave it. */
async function watchOnTerminal<T>(run: (observer: Observer) => Promise<T>): Promise<T> {
  const stages = new Map(stageNames.map((name) => [name, stageGate()]));
  const warnings: string[] = [];
  let current: { output: string } | undefined;
  const result = run({
    progress: (_stage, text) => {
      if (current) current.output = text;
    },
    stageEnded: (stage, end) => stages.get(stage)?.end(end),
    warning: (text) => warnings.push(text),
  });
  // A build that ends early, as a dry run does, leaves no stage waiting; a failure shows at its stage.
  const settled = result.then(
    () => undefined,
    (error: unknown) => error,
  );
  const tree = new Listr(
    [...stages].map(([name, { ended }]) => ({
      title: titles[name],
      task: async (_context: unknown, task) => {
        current = task;
        const end = await Promise.race([ended, settled.then((error) => ({ error }))]);
        if ('error' in end) {
          if (end.error) throw new Error('failed');
          task.skip(`${titles[name]}: not run`);
        } else if (end.skipped !== undefined) task.skip(`${titles[name]}: ${end.skipped}`);
        else task.title = `${titles[name]}: ${end.detail} (${seconds(end.ms)})`;
      },
    })),
    {
      exitOnError: true,
      registerSignalListeners: false,
      renderer: 'default',
      rendererOptions: { collapseErrors: false, showErrorMessage: false, collapseSkips: true },
      fallbackRendererCondition: () => false,
    },
  );
  await tree.run().catch(() => undefined);
  for (const text of warnings) console.error(`warning: ${text}`);
  return result;
}

type StageEnd = Parameters<NonNullable<Observer['stageEnded']>>[1];

function stageGate(): { ended: Promise<StageEnd>; end(end: StageEnd): void } {
  const { promise, resolve } = Promise.withResolvers<StageEnd>();
  return { ended: promise, end: resolve };
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
