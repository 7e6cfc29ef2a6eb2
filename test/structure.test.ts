import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partNames } from '../src/parts/list.ts';

/** From top to bottom; a floor may import what stands below it. Floors of one line do not import each other. */
const floors = [
  ['action', 'cli'],
  ['build', 'app'],
  ['spec'],
  ['parts'],
  ['image', 'table', 'language', 'queue', 'form'],
  ['numbers'],
  ['store'],
  ['payload'],
  ['base'],
];

const level = (folder: string) => floors.findIndex((floor) => floor.includes(folder));

const imports = globSync('src/**/*.{ts,tsx}').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => ({
    file: normalize(file).replaceAll('\\', '/'),
    imported: join(dirname(file), path ?? '').replaceAll('\\', '/'),
  })),
);

/** What several parts need lies in `src/parts/` too, and is none. */
const isPart = (folder: string | undefined) => partNames.some((name) => name === folder);

describe('arrows run one way', () => {
  it('every folder of src has its floor', () => {
    expect(new Set(imports.map(({ file }) => level(file.split('/')[1] ?? ''))).has(-1)).toBe(false);
  });

  it('no folder imports from above, or from beside', () => {
    const wrong = imports.filter(({ file, imported }) => {
      const [from = '', to = ''] = [file.split('/')[1], imported.split('/')[1]];
      return from !== to && level(to) <= level(from);
    });
    expect(wrong).toEqual([]);
  });

  it('no part imports another', () => {
    const wrong = imports.filter(({ file, imported }) => {
      const own = /^src\/parts\/([^/]+)\//.exec(file)?.[1];
      const other = /^src\/parts\/([^/]+)\//.exec(imported)?.[1];
      return isPart(own) && isPart(other) && own !== other;
    });
    expect(wrong).toEqual([]);
  });
});
