import { afterEach, expect, test, vi } from 'vitest';
import { imageConcurrency, imageEngine, imageEngineVersion } from '../../src/image/engine.ts';

afterEach(() => vi.unstubAllEnvs());

test('the version names all that decides the bytes', async () => {
  expect(await imageEngineVersion()).toMatch(/^sharp \d+\.\d+\.\d+, libvips \d+\.\d+\.\d+, steps \d+$/);
});

test('nothing is kept of a picture', async () => {
  const sharp = await imageEngine();
  expect(sharp.cache().memory.max).toBe(0);
  expect(sharp.concurrency()).toBeGreaterThanOrEqual(1);
});

test('as many pictures at once as the thread pool can hold', () => {
  expect(imageConcurrency()).toBeGreaterThanOrEqual(1);
  expect(imageConcurrency()).toBeLessThanOrEqual(4);
  vi.stubEnv('UV_THREADPOOL_SIZE', '1');
  expect(imageConcurrency()).toBe(1);
  vi.stubEnv('UV_THREADPOOL_SIZE', 'many');
  expect(imageConcurrency()).toBeGreaterThanOrEqual(1);
});
