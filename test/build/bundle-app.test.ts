import { expect, it } from 'vitest';
import { allParts, bundleApp } from '../../src/build/bundle-app.ts';
import { partNames } from '../../src/parts/list.ts';

it('what every start has to read goes without schemas, and has one command line', async () => {
  const { app } = await bundleApp(allParts());
  const code = (path: string) => Buffer.from(app.get(path) ?? '').toString();
  for (const name of partNames) {
    expect(code(`app/parts/${name}.cjs`)).not.toBe('');
    expect(code(`app/parts/${name}.cjs`)).not.toContain('commander.invalidArgument');
  }
  for (const path of ['app/main.cjs', ...partNames.map((name) => `app/parts/${name}.cjs`)])
    expect(code(path)).not.toContain('$ZodType');
});
