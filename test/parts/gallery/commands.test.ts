import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../../../src/parts/gallery/commands/csv.ts';
import { runApp } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';
import { packGallery, pictureBytes } from './pictures.ts';

let file: string;
const run = (...args: string[]) => runApp(file, ['images', ...args]);

beforeAll(async () => {
  file = await packGallery({
    products: [
      { file: 'stapler-red.png', dominant: '#cc0000' },
      { file: 'stapler, "teal".png', dominant: '#008080', taken: '2026-03-14 10:00:00' },
      { file: 'pen.webp', format: 'webp', width: 3000, height: 2000 },
    ],
    more: [{ file: 'stapler-red.png' }],
  });
});

describe('images', () => {
  it('lists as CSV in a pipe, as a table or JSON where that is asked for', async () => {
    expect((await run('--name', 'staplers', '--set', 'products')).stdout.split('\r\n')).toEqual([
      'set,file,width,height,format,bytes,taken,colour,source',
      expect.stringMatching(/^products,stapler-red\.png,600,400,png,\d+,,red,pictures\/stapler-red\.png$/),
      expect.stringMatching(/^products,"stapler, ""teal""\.png",600,400,png,\d+,2026-03-14 10:00:00,teal,"/),
      '',
    ]);
    const table = (await run('products', '--format', 'table')).stdout.split('\n');
    expect(table[0]).toMatch(/^set {7}file +pixels +format {2}size +colour {2}source$/);
    expect(table[3]).toMatch(/^products {2}pen\.webp +3000 × 2000 {2}webp/);
    const json = JSON.parse((await run('--json', '--colour', 'red', '--colour', 'teal')).stdout);
    expect(json.map(({ id }: { id: string }) => id)).toEqual([
      'products~stapler-red.png',
      'products~stapler, "teal".png',
    ]);
    expect((await run('--format', 'json', '--type', 'webp', '--size', 'large')).stdout).toContain(
      '"pen.webp"',
    );
  });

  it('writes pictures to a folder', async () => {
    const folder = tempFolder();
    const { code, stdout } = await run('--name', 'stapler', '--extract-to', folder);
    expect([code, stdout]).toEqual([0, `Extracted 3 pictures to ${folder}.\n`]);
    const names = readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
    expect(names.sort()).toEqual([
      'more',
      'more/stapler-red.png',
      'products',
      'products/stapler, -teal-.png',
      'products/stapler-red.png',
    ]);
    expect(readFileSync(join(folder, 'more/stapler-red.png'))).toEqual(await pictureBytes());
    const again = await run('--name', 'stapler', '--extract-to', folder);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain(
      `${join(folder, 'products/stapler-red.png')} exists already. Name another folder with --extract-to.`,
    );
  });

  it('says which folder it cannot write to', async () => {
    const blocked = join(tempFolder(), 'file');
    writeFileSync(blocked, '');
    const { code, stderr } = await run('--extract-to', blocked);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`cannot be written to ${blocked} (`)]);
  });

  it.each([
    [['product'], 'There is no image set "product". Did you mean "products"?'],
    [['--colour', 'gren'], '"colour" cannot be "gren". Did you mean "green"?'],
    [['--sort', 'nam'], 'Did you mean "name"?'],
    [['--from', 'monday'], 'it takes a day such as 2026-03-14'],
    [['--format', 'xml'], 'Allowed choices are table, json, csv.'],
  ])('%j is wrong usage', async (args, sentence) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

it('CSV quotes what would fall apart', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x,y', 1],
        ['"', 'line\nbreak'],
      ],
    ),
  ).toBe('a,b\r\n"x,y",1\r\n"""","line\nbreak"\r\n');
});
