import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLayout, versionOf, writeLayout } from '../../../src/form/editor/file.ts';
import type { Layout } from '../../../src/form/layout/types.ts';
import { tempFolder } from '../../support/temp.ts';

const layout: Layout = {
  $schema: 'layout.schema.json',
  from: ['a.jpg'],
  rectify: 'none',
  pages: [{ width: 10, height: 20 }],
  fields: [
    {
      id: 'a',
      label: 'A',
      kind: 'text',
      page: 1,
      box: { x: 0, y: 0, width: 1, height: 1 },
      order: 0,
      confidence: 1,
    },
  ],
};

describe('the file of a layout', () => {
  it('is read as it was written, and leaves nothing beside it', async () => {
    const folder = tempFolder();
    const file = join(folder, 'a.json');
    expect(await versionOf(file)).toBeNull();
    expect(await readLayout(file)).toBeUndefined();
    const version = await writeLayout(file, layout);
    expect(await readLayout(file)).toEqual({ layout, version });
    expect(await versionOf(file)).toBe(version);
    expect(readdirSync(folder)).toEqual(['a.json']);
    writeFileSync(file, `${readFileSync(file, 'utf8')} `);
    expect(await versionOf(file)).not.toBe(version);
  });

  it.each([
    ['{', 'is no JSON:'],
    ['{"pages":[],"fields":[]}', 'is no layout of a form at /pages:'],
  ])('%s: says what is wrong', async (text, message) => {
    const file = join(tempFolder(), 'a.json');
    writeFileSync(file, text);
    await expect(readLayout(file)).rejects.toThrow(message);
  });

  it('is not written where it cannot be', async () => {
    await expect(writeLayout(join(tempFolder(), 'gone', 'a.json'), layout)).rejects.toThrow();
  });
});
