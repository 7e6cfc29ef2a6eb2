import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Report } from '../../src/build/report.ts';

/** Builds an example below a folder, starts its app, and does something with its address. */
export async function withApp(
  example: string,
  folder: string,
  act: (url: string) => Promise<void>,
): Promise<void> {
  const app = spawn(built(example, folder), ['--no-open', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOLDALL_CACHE: join(folder, 'cache'), HOLDALL_DATA: join(folder, 'data') },
  });
  try {
    const [said] = await once(app.stdout, 'data');
    await act(/http:\/\/[^/\s]+/.exec(String(said))?.[0] ?? '');
  } finally {
    app.kill();
  }
}

/** The example for this machine; the path of its executable. */
function built(example: string, to: string): string {
  const args = ['build', `examples/${example}/spec.json`, '--to', to, '--target', 'linux-x64', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/holdall.ts', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  const { executables }: Report = JSON.parse(stdout);
  return executables[0]?.address ?? '';
}
