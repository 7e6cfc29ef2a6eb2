import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src/app/command-line.ts';
import type { Host } from '../../src/app/host.ts';
import { userDataFolder } from '../../src/base/user-data.ts';
import type { RunContext } from '../../src/parts/run.ts';
import { memoryPayload } from '../support/memory-payload.ts';

/** What a part sees as its folder for data when its command runs. */
async function folderOf(...options: string[]): Promise<string> {
  let seen = '';
  const start = (context: RunContext) => ({
    commands: (program: Command) =>
      program.command('where').action(() => {
        seen = context.dataFolder();
      }),
  });
  const manifest = { name: 'stationer', title: '', parts: [{ name: 'some', options: {} }], files: [] };
  const payload = memoryPayload({ 'manifest.json': JSON.stringify(manifest) });
  const host: Host = { payload, file: '', args: [...options, 'where'], load: () => ({ start }) };
  expect(await runCommandLine(host)).toBe(0);
  return seen;
}

beforeEach(() => void vi.stubEnv('HOLDALL_DATA', ''));
afterEach(() => void vi.unstubAllEnvs());

it("data lies below the user's own folder, by the app's name", async () => {
  expect(await folderOf()).toBe(join(userDataFolder(), 'stationer'));
});

it('HOLDALL_DATA names another folder, and --data comes before it', async () => {
  vi.stubEnv('HOLDALL_DATA', '/mnt/data');
  expect(await folderOf()).toBe('/mnt/data');
  expect(await folderOf('--data', 'here')).toBe(resolve('here'));
});
