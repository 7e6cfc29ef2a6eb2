import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runProgram } from './support/holdall.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('what is committed although it can be made', () => {
  it('is what the sources make: dist/ and schema/', async () => {
    const { status, err } = await runProgram(process.execPath, ['scripts/dist.ts', '--check']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('has the versions of the package: the toolchain', () => {
    const { dependencies, optionalDependencies } = read('package.json');
    const toolchain = read('dist/toolchain/package.json');
    for (const [name, version] of Object.entries(toolchain.dependencies))
      expect(dependencies[name]).toBe(version);
    expect(toolchain.optionalDependencies).toEqual(optionalDependencies);
    const lock = read('dist/toolchain/package-lock.json').packages;
    const own = read('package-lock.json').packages;
    for (const name of Object.keys({ ...toolchain.dependencies, ...toolchain.optionalDependencies }))
      expect(lock[`node_modules/${name}`]).toEqual(own[`node_modules/${name}`]);
  });

  it('names no registry', () => {
    for (const file of ['package-lock.json', 'dist/toolchain/package-lock.json'])
      expect(readFileSync(file, 'utf8')).not.toContain('"resolved"');
  });

  it('pins pkg exactly: a build relies on a module of its inside', () => {
    expect(read('package.json').dependencies['@yao-pkg/pkg']).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
