import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { largeInputs } from '../../broken/tables/large.ts';
import { fault, read } from './reading.ts';

const folder = fileURLToPath(new URL('../../broken/tables', import.meta.url));
const messages = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8')));

describe('broken tables', () => {
  it('all have a message', () => {
    const files = readdirSync(folder).filter((name) => !/^\.|^messages.json$|^large.ts$/.test(name));
    expect(Object.keys(messages).sort()).toEqual([...files, ...Object.keys(largeInputs)].sort());
  });

  it.each(Object.entries(messages))('%s', async (name, message) => {
    const content = (await largeInputs[name]?.()) ?? readFileSync(join(folder, name));
    expect(await fault({ [name]: content })).toBe(`${name}${message}`);
  });
});

describe('odd tables that are read', () => {
  it('a cell of 20 MB, in quotes and without', async () => {
    const cell = 'x'.repeat(20 * 2 ** 20);
    expect((await read({ 't.csv': `id,note\n1,${cell}\n2,b\n` })).rows).toEqual([
      ['1', cell],
      ['2', 'b'],
    ]);
    expect((await read({ 't.csv': `id,note\n1,"${cell}\n"\n2,b\n` })).rows).toEqual([
      ['1', `${cell}\n`],
      ['2', 'b'],
    ]);
  });

  it('2,000 columns, the most that there may be', async () => {
    const columns = Array.from({ length: 2000 }, (_, index) => `c${index}`);
    const { names, rows } = await read({ 't.csv': `${columns.join()}\n${columns.join()}\n` });
    expect(names).toEqual(columns);
    expect(rows).toEqual([columns]);
  });

  it('names that are missing', async () => {
    expect((await read({ 't.csv': ',b,\n1,2,3\n' })).names).toEqual(['column1', 'b', 'column3']);
  });
});
