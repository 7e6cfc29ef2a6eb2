import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe('dist/', () => {
  it('and schema/ are what the sources make', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/dist.ts', '--check'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('imports nothing at its start that has to be installed first', () => {
    const text = readFileSync('dist/index.js', 'utf8');
    const imported = [...text.matchAll(/(?:^|[;}\n])import(?:[\w*{}$,\s]+from)?"([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(imported.length).toBeGreaterThan(10);
    const own = imported.filter((name) => name === undefined || !process.getBuiltinModule(name));
    expect(own).toEqual([]);
  });

  it('names no folder of the machine that made it', () => {
    for (const file of [
      'index.js',
      'inject.js',
      'LICENSES.txt',
      'app/main.cjs',
      'app/loader.cjs',
      'app/LICENSES.txt',
      'app/parts/worker/aws.cjs',
      'app/parts/worker/pictures-thread.cjs',
    ])
      expect(readFileSync(`dist/${file}`, 'utf8')).not.toContain(process.cwd());
  });

  it('says under which licences its packages are', () => {
    const text = readFileSync('dist/LICENSES.txt', 'utf8');
    for (const name of ['@actions/core', '@aws-sdk/client-s3', 'resedit', 'zod'])
      expect(text).toContain(`${name} `);
  });
});

describe('dist/toolchain', () => {
  it('has the versions of package.json, and a lock that fits it', () => {
    const toolchain = readJson('dist/toolchain/package.json');
    const lock = readJson('dist/toolchain/package-lock.json').packages;
    const project = readJson('package.json');
    for (const kind of ['dependencies', 'optionalDependencies'])
      for (const [name, version] of Object.entries(toolchain[kind])) {
        expect([name, version]).toEqual([name, project[kind][name]]);
        expect(lock[`node_modules/${name}`].version).toBe(version);
      }
    expect(lock[''].dependencies).toEqual(toolchain.dependencies);
    expect(lock[''].optionalDependencies).toEqual(toolchain.optionalDependencies);
    expect(toolchain.optionalDependencies).toEqual(project.optionalDependencies);
  });
});
