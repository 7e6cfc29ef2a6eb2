import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { batcher } from '../../../src/parts/worker/loop/batcher.ts';

describe('a batcher', () => {
  it('gives each its own result', async () => {
    const runs: number[][] = [];
    const double = batcher(
      async (things: number[]) => {
        runs.push(things);
        return things.map((thing) => thing * 2);
      },
      { enough: 10, waitMs: 5, lanes: 1 },
    );
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(runs).toEqual([[1, 2, 3]]);
  });

  it('runs at once when there are enough, and never more than there are lanes', async () => {
    let running = 0;
    let most = 0;
    const run = batcher(
      async (things: number[]) => {
        most = Math.max(most, ++running);
        await sleep(20);
        running--;
        return things;
      },
      { enough: 3, waitMs: 60_000, lanes: 2 },
    );
    const things = Array.from({ length: 30 }, (_, index) => index);
    expect(await Promise.all(things.map(run))).toEqual(things);
    expect(most).toBe(2);
  });

  it('tells all of a batch that failed, and goes on', async () => {
    let runs = 0;
    const run = batcher(
      async (things: string[]) => {
        if (++runs === 1) throw new Error('broken');
        return things;
      },
      { enough: 2, waitMs: 1, lanes: 1 },
    );
    const both = await Promise.allSettled([run('a'), run('b')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await run('c')).toBe('c');
  });
});
