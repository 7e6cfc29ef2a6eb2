import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { WorkerSpec } from '../../src/parts/worker/settings.ts';
import { packApp, runApp, startApp } from './sample-app.ts';
import { tempFolder } from './temp.ts';

/** Lists alone, on the queues of this machine. */
export const numbersOnly: WorkerSpec = {
  incoming: 'images/unprocessed/',
  outgoing: 'images/processed/',
  numbers: true,
};

/** A packed app with a worker, whose commands run in processes of their own. */
export interface WorkerApp {
  /** Runs `stationer worker ...` to its end. */
  run(args: string[], env?: Record<string, string>): ReturnType<typeof runApp>;
  /** Starts it; settles when its first line has come. */
  start(args: string[], env?: Record<string, string>): Promise<StartedWorker>;
  /** The file that is run, for a terminal of its own. */
  file: string;
}

export interface StartedWorker {
  /** The first line on standard output. */
  line: string;
  /** Of `/healthz` and `/metrics`; ends in a slash. */
  url: string;
  signal(name: NodeJS.Signals): void;
  /** Settles when it has ended. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Packs an app with nothing but a worker. It keeps its data below the folder, unless `--data` says otherwise. */
export async function packWorkerApp(spec: WorkerSpec = numbersOnly): Promise<WorkerApp> {
  const folder = tempFolder();
  const file = join(folder, 'app');
  await packApp(file, { title: 'Jobs', files: new Map(), parts: [{ name: 'worker', options: spec }] });
  const data = { HOLDALL_DATA: join(folder, 'data') };
  return {
    file,
    run: (args, env) => runApp(file, ['worker', ...args], { env: { ...data, ...env } }),
    async start(args, env) {
      const child = startApp(file, ['worker', ...args], { env: { ...data, ...env } });
      const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
      const exited = once(child, 'close');
      const ended = (async () => ({
        code: (await exited)[0] as number | null,
        stdout: await stdout,
        stderr: await stderr,
      }))();
      // The line that says where it is; a demo says what to type before that.
      const lines = createInterface({ input: child.stdout });
      const line = await Promise.race([
        new Promise<string>((resolve) =>
          lines.on('line', (each) => each.startsWith('Taking jobs from') && resolve(each)),
        ),
        ended.then(({ stderr: said }) => {
          throw new Error(`The worker did not start: ${said}`);
        }),
      ]);
      return {
        line,
        url: /(http:\S+\/)healthz/.exec(line)?.[1] ?? '',
        signal: (name) => child.kill(name),
        ended,
      };
    },
  };
}
