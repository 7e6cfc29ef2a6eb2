import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildReport, ended, pathsBelow, smallSpec, startHoldall, writeFiles } from '../support/holdall.ts';
import { tempFolder } from '../support/temp.ts';

/** Starts a build and sends it a signal when a stage begins. */
async function interrupt(stage: string, signal: NodeJS.Signals) {
  const folder = tempFolder();
  const cache = join(folder, 'cache');
  // A few seconds of work in the stages that would else be over at once.
  const spec = await smallSpec(folder, { files: { notes: { from: '*.bin' } } });
  writeFiles(folder, { 'big.bin': Buffer.alloc(60_000_000, 'x') });
  // What other tests have made warm is of no use in an empty cache but for the shell, which takes longest.
  const child = startHoldall(
    ['build', spec],
    stage === 'process' || stage === 'fetch' ? { env: { HOLDALL_CACHE: cache } } : {},
  );
  let sent = false;
  child.stderr?.on('data', (text: Buffer) => {
    if (sent || !text.includes(`${stage} ...`)) return;
    sent = true;
    child.kill(signal);
  });
  const { status, err } = await ended(child);
  return {
    folder,
    cache: stage === 'process' || stage === 'fetch' ? cache : process.env['HOLDALL_CACHE'],
    status,
    err,
    pid: child.pid,
  };
}

describe('a build that is interrupted', () => {
  it.each([
    ['plan', 'SIGINT'],
    ['fetch', 'SIGTERM'],
    ['process', 'SIGINT'],
    ['pack', 'SIGTERM'],
    ['verify', 'SIGINT'],
    ['publish', 'SIGTERM'],
  ] as const)('at %s by %s says so, publishes nothing and leaves nothing', async (stage, signal) => {
    const { folder, cache, status, err, pid } = await interrupt(stage, signal);
    expect(err).toContain(`Interrupted by ${signal === 'SIGINT' ? 'Ctrl-C' : signal}`);
    expect(status).toBe(1);
    expect(pathsBelow(join(folder, 'out'))).toEqual([]);
    const left = readdirSync(join(cache ?? '', 'work')).filter((name) => name.startsWith(`${pid}-`));
    expect(left).toEqual([]);
  });

  it('and one that is killed outright is cleaned up by the next, which ends as if nothing had been', async () => {
    const folder = tempFolder();
    const spec = await smallSpec(folder, { files: { notes: { from: '*.bin' } } });
    writeFiles(folder, { 'big.bin': Buffer.alloc(60_000_000, 'x') });
    const child = startHoldall(['build', spec]);
    child.stderr?.on('data', (text: Buffer) => {
      if (text.includes('verify ...')) child.kill('SIGKILL');
    });
    await ended(child);
    const left = () =>
      readdirSync(join(process.env['HOLDALL_CACHE'] ?? '', 'work')).filter((name) =>
        name.startsWith(`${child.pid}-`),
      );
    expect(left()).toHaveLength(1);
    expect((await buildReport([spec])).status).toBe('published');
    expect(left()).toEqual([]);
  });
});
