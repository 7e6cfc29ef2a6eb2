import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../../../src/parts/run.ts';
import { Refusal } from '../../../../src/parts/worker/job/job.ts';
import { loadPictures } from '../../../../src/parts/worker/work/load-pictures.ts';
import { memoryPayload } from '../../../support/memory-payload.ts';

/** A program that has these files, and code for pictures that says what it is told. */
function program(files: string[], tryPictures: () => void) {
  const used: string[] = [];
  const context: Pick<RunContext, 'payload' | 'extractFolder' | 'load'> = {
    payload: memoryPayload(Object.fromEntries(files.map((path) => [path, '']))),
    extractFolder: async (prefix) => join('/cache', prefix),
    load: () => ({
      useNativeLibrary: (path: string) => used.push(path),
      tryPictures: async () => tryPictures(),
    }),
  };
  return { context: context as RunContext, used };
}

const files = ['app/main.cjs', 'native/sharp/LICENSE', 'native/sharp/lib/sharp-1.node'];

describe('what works on pictures', () => {
  it('is loaded once, with the library out of the cache', async () => {
    const { context, used } = program(files, () => undefined);
    const [first, second] = await Promise.all([loadPictures(context), loadPictures(context)]);
    expect(first).toBe(second);
    expect(used).toEqual([join('/cache/native/sharp/lib/sharp-1.node')]);
  });

  it('is not offered by a program without the library', async () => {
    const { context } = program(['app/main.cjs'], () => undefined);
    const error = await loadPictures(context).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({
      code: 'not-offered',
      message: 'This program has no library for pictures, so it does no pictures.',
    });
  });

  it('says when the library cannot be used here, and may be tried again', async () => {
    const outcomes = ['failed to map segment from shared object', undefined];
    const { context } = program(files, () => {
      const outcome = outcomes.shift();
      if (outcome) throw new Error(outcome);
    });
    await expect(loadPictures(context)).rejects.toMatchObject({
      message:
        'The library for pictures cannot be used on this machine: failed to map segment from shared object.',
      hint: expect.stringContaining('Set HOLDALL_CACHE to a folder from which programs may be run'),
    });
    await loadPictures(context);
  });
});
