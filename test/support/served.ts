import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll } from 'vitest';
import { hostTarget } from '../../src/spec/targets.ts';
import { buildReport } from './holdall.ts';
import { startApp } from './sample-app.ts';

const running: { child: ChildProcess; said(): string }[] = [];

afterAll(async () => {
  for (const { child, said } of running.splice(0)) {
    // A server that did not last until now would otherwise show as pages that are not there.
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`A server ended by itself (${child.exitCode ?? child.signalCode}): ${said()}`);
    const closed = once(child, 'close');
    child.kill();
    await closed;
  }
});

/** An example built for this machine; the path of its executable. */
export async function buildExample(folder: string, name = 'stationer'): Promise<string> {
  const spec = resolve('examples', name, 'spec.json');
  const target = hostTarget();
  if (!target) throw new Error('this machine runs none of the targets');
  const { executables } = await buildReport([spec, '--to', folder, '--target', target]);
  const [made] = executables;
  if (!made) throw new Error('nothing was built');
  return made.address;
}

const serving = ['--no-open', '--port', '0'];

/** Starts an executable until the file's last test is done; its address without the slash at the end. */
export function serveExecutable(
  file: string,
  cache: string,
  more: Record<string, string> = {},
): Promise<string> {
  const env = { ...process.env, HOLDALL_CACHE: cache, ...more };
  return addressOf(spawn(file, serving, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** The same for a packed sample (`packApp`), which has no shell. */
export function serveSample(file: string, cache: string, env: Record<string, string> = {}): Promise<string> {
  return addressOf(startApp(file, serving, { env: { HOLDALL_CACHE: cache, ...env } }));
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  running.push({ child, said: () => said });
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  while (!said.includes('To stop it')) {
    if (child.exitCode !== null) throw new Error(`it ended before it served: ${said}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
  return /http:\/\/[^/\s]+/.exec(said)?.[0] ?? '';
}
