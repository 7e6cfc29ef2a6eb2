import { expect, it } from 'vitest';
import { allParts, bundleApp } from '../../src/build/bundle-app.ts';
import { partNames } from '../../src/parts/list.ts';

it('what every start has to read goes without schemas, the AWS SDK and sharp, and has one command line', async () => {
  const { app } = await bundleApp(allParts());
  const code = (path: string) => Buffer.from(app.get(path) ?? '').toString();
  for (const name of partNames) {
    expect(code(`app/parts/${name}.cjs`)).not.toBe('');
    expect(code(`app/parts/${name}.cjs`)).not.toContain('commander.invalidArgument');
  }
  for (const path of ['app/main.cjs', ...partNames.map((name) => `app/parts/${name}.cjs`)]) {
    expect(code(path)).not.toContain('$ZodType');
    expect(code(path)).not.toContain('com.amazonaws.');
    expect(code(path)).not.toContain('libvipsVersion');
  }
});

it('a part brings its further bundles only where they are asked for', async () => {
  const paths = async (bundles: string[]) =>
    [...(await bundleApp([{ name: 'worker', bundles }])).app.keys()].filter((path) => path.endsWith('.cjs'));
  const least = ['app/main.cjs', 'app/parts/worker.cjs'];
  expect(await paths([])).toEqual(least);
  expect(await paths(['pictures'])).toEqual([...least, 'app/parts/worker/pictures.cjs']);
});

it('licences come along, each text once', async () => {
  const { app } = await bundleApp([]);
  const text = Buffer.from(app.get('app/LICENSES.txt') ?? '').toString();
  for (const name of ['hono', 'sharp', 'zod']) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  const texts = text.split(/^-{72}$/m).map((one) => one.slice(one.indexOf('\n\n', 1)));
  expect(new Set(texts).size).toBe(texts.length);
});
