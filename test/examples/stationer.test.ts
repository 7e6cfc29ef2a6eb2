import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pictures } from '../../examples/stationer/make/pictures.ts';
import { products, slug } from '../../examples/stationer/make/products.ts';
import { makeExample } from '../../examples/stationer/make.ts';
import { createServer } from '../../src/app/server/server.tsx';
import { processImage } from '../../src/image/process.ts';
import { imageStepsSchema } from '../../src/image/steps.ts';
import { tableOptions } from '../../src/table/options.ts';
import { packSources } from '../support/dataset-app.ts';
import { openSample } from '../support/open-app.ts';
import { runApp } from '../support/sample-app.ts';

const example = join(import.meta.dirname, '../../examples/stationer');
let folder: string;
let made: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdall-stationer-'));
  made = await makeExample(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

describe('make.ts', () => {
  test('makes the same bytes each time', async () => {
    const again = await mkdtemp(join(tmpdir(), 'holdall-stationer-'));
    try {
      expect(await makeExample(again)).toEqual(made);
      for (const path of made) {
        expect(await hashOf(join(again, path)), path).toBe(await hashOf(join(folder, path)));
      }
    } finally {
      await rm(again, { recursive: true, force: true });
    }
  });

  test('makes only what is missing, if asked so, and leaves nothing else behind', async () => {
    expect(await makeExample(folder, { missing: true })).toEqual([]);
    const icon = join(folder, 'icon.png');
    await writeFile(icon, 'mine');
    await rm(join(folder, 'prices.xlsx'));
    expect(await makeExample(folder, { missing: true })).toEqual(['prices.xlsx']);
    expect(await readFile(icon, 'utf8')).toBe('mine');
    await rm(icon);
    expect(await makeExample(folder, { missing: true })).toEqual(['icon.png']);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile()).length).toBe(made.length);
  });

  test('is what made the files that are checked in', async () => {
    for (const path of made.filter((path) => /^pictures|^icon/.test(path))) {
      // Encoders of other versions give other bytes, and pixels that look the same.
      const pixels = (file: string) => sharp(file).resize(64, 64, { fit: 'fill' }).raw().toBuffer();
      const [fresh, kept] = [await pixels(join(folder, path)), await pixels(join(example, path))];
      expect(fresh.length).toBe(kept.length);
      expect(Math.max(...fresh.map((value, i) => Math.abs(value - (kept[i] ?? 0)))), path).toBeLessThan(16);
    }
    const sheets = async (file: string) => (await readXlsx(await readFile(file))).sheets;
    expect(await sheets(join(folder, 'prices.xlsx'))).toEqual(await sheets(join(example, 'prices.xlsx')));
    const kept = (await readdir(join(example, 'pictures'))).map((name) => `pictures/${name}`);
    expect(kept.sort()).toEqual(made.filter((path) => path.startsWith('pictures/')).sort());
  });

  test('keeps what is checked in small', async () => {
    const checkedIn = made.filter((path) => path !== 'sales.csv');
    const sizes = await Promise.all(checkedIn.map(async (path) => (await stat(join(folder, path))).size));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(6e6);
  });
});

describe('the pictures', () => {
  test('are one of each product', () => {
    expect(Object.keys(pictures)).toEqual(products.map(({ name }) => slug(name)));
  });

  test('are stored in all the ways that cameras and scanners have', async () => {
    const all = await Promise.all(
      made
        .filter((path) => path.startsWith('pictures/'))
        .map(async (path) => ({ path, ...(await sharp(join(folder, path)).metadata()) })),
    );
    for (const orientation of [3, 6, 8]) {
      expect(all.some((picture) => picture.orientation === orientation)).toBe(true);
    }
    expect(all.filter(({ space }) => space === 'cmyk').map(({ path }) => path)).toEqual([
      'pictures/rubber-stamp-star.jpg',
    ]);
    expect(all.filter(({ hasAlpha }) => hasAlpha).map(({ path }) => path)).toEqual([
      'pictures/scissors-orange.png',
    ]);
    for (const { path, autoOrient } of all) {
      const portrait = pictures[path.replace(/^pictures\/|\.\w+$/g, '')]?.portrait;
      expect(autoOrient, path).toEqual(
        portrait ? { width: 900, height: 1200 } : { width: 1200, height: 900 },
      );
    }
  });

  test('go through the steps of the spec', async () => {
    const spec = JSON.parse(await readFile(join(example, 'spec.json'), 'utf8'));
    const steps = imageStepsSchema.parse(spec.images.products.steps);
    for (const [name, width, height] of [
      ['ballpoint-pen-red.jpg', 800, 600],
      ['ring-binder-a4.jpg', 800, 1067],
      ['rubber-stamp-star.jpg', 800, 600],
      ['scissors-orange.png', 800, 600],
    ] as const) {
      const made = await processImage(join(folder, 'pictures', name), { steps });
      const [image] = made.outputs;
      expect(image).toMatchObject({ width, height, format: 'webp' });
      expect(image.data.length).toBeLessThan(60_000);
    }
  });
});

test('prices.xlsx has a sheet for each year, with numbers and dates', async () => {
  const { sheets } = await readXlsx(await readFile(join(folder, 'prices.xlsx')));
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['2026', 49],
    ['2025', 48],
  ]);
  for (const { rows } of sheets) {
    const [header, ...body] = rows;
    expect(header).toEqual(['sku', 'product', 'category', 'price', 'stock', 'since']);
    for (const [sku, product, category, price, stock, since] of body) {
      expect([typeof sku, typeof product, typeof category]).toEqual(['string', 'string', 'string']);
      expect(price).toBeGreaterThan(0);
      expect(Number.isInteger(stock)).toBe(true);
      expect(since).toBeInstanceOf(Date);
    }
  }
});

test('sales.csv has 100,000 rows of a year that add up', async () => {
  const lines = (await readFile(join(folder, 'sales.csv'), 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBe(100_001);
  expect(lines[0]).toBe('date,receipt,shop,sku,product,quantity,unit_price,total,payment,member');
  const row =
    /^(\d{4}-\d\d-\d\d),(\d{6}),(\w+),([A-Z]{2}-\d{3}),("[^"]+"|[^",]+),(\d+),(\d+\.\d\d),(\d+\.\d\d),(card|cash|invoice),(\d{4})?$/;
  const since = new Map(products.map((product) => [product.sku, product.since]));
  let before = { date: '2025-11-01', receipt: 100_000 };
  for (const line of lines.slice(1)) {
    const [, date = '', receipt, shop, sku = '', , quantity, price, total] = row.exec(line) ?? [];
    if (Math.round(Number(price) * 100) * Number(quantity) !== Math.round(Number(total) * 100)) {
      expect.fail(`The total is wrong: ${line}`);
    }
    const inOrder = date >= before.date && Number(receipt) - before.receipt <= 1;
    if (!inOrder || date < (since.get(sku) ?? '9999'))
      expect.fail(`The date or the receipt is wrong: ${line}`);
    if (shop !== 'Online' && date === '2025-12-25') expect.fail(`The shop was closed: ${line}`);
    before = { date, receipt: Number(receipt) };
  }
  expect(before.date).toBe('2026-10-31');
});

describe('who has the executable can find out, in the app and by a program,', () => {
  let file: string;
  let lines: string[][];

  beforeAll(async () => {
    const spec = JSON.parse(await readFile(join(example, 'spec.json'), 'utf8'));
    const sources = ['sales', 'orders'].map((name) => {
      const { from, ...options } = spec.tables[name];
      return {
        name,
        options: tableOptions.parse(options),
        files: [{ file: join(folder, from), source: from }],
      };
    });
    const packed = await mkdtemp(join(tmpdir(), 'holdall-stationer-'));
    vi.stubEnv('HOLDALL_CACHE', join(packed, 'cache'));
    ({ file } = await packSources(packed, sources));
    const text = await readFile(join(folder, 'sales.csv'), 'utf8');
    lines = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) =>
        [...line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].map(([, value = '']) => value.replaceAll('"', '')),
      );
    return async () => {
      vi.unstubAllEnvs();
      await rm(packed, { recursive: true, force: true });
    };
  });

  /** The sums of a column by another, as the file has them; money in pence. */
  const sums = (by: number, value: number, keep: (line: string[]) => boolean): Map<string, number> => {
    const found = new Map<string, number>();
    for (const line of lines)
      if (keep(line))
        found.set(line[by] ?? '', (found.get(line[by] ?? '') ?? 0) + Math.round(Number(line[value]) * 100));
    return found;
  };
  const ask = async (path: string) =>
    (await createServer(openSample(file)).request(`/api/tables/${path}`)).json();

  test('which product sold most in March', async () => {
    const sold = [...sums(4, 5, ([date = '']) => date.startsWith('2026-03'))].sort(([, a], [, b]) => b - a);
    const most = { group: sold[0]?.[0], value: (sold[0]?.[1] ?? 0) / 100 };
    const { groups } = await ask(
      'sales/groups?_by=product&_value=quantity&_sort=-value&_limit=3&date__date=2026-03',
    );
    expect(groups[0]).toEqual(most);
    const { stdout } = await runApp(file, [
      ...['groups', 'product', '--value', 'quantity', '--where', 'date__date=2026-03'],
      ...['--order', '-value', '--limit', '1', '--json'],
    ]);
    expect(JSON.parse(stdout)).toEqual([{ product: most.group, 'sum of quantity': most.value }]);
  });

  test('what the median basket is', async () => {
    const baskets = [...sums(1, 7, () => true).values()].sort((a, b) => a - b);
    const { values, total } = await ask('sales/groups?_by=receipt&_value=total&_limit=1');
    expect(total).toBe(baskets.length);
    const middle = ((baskets[(baskets.length - 1) >> 1] ?? 0) + (baskets[baskets.length >> 1] ?? 0)) / 200;
    expect(values.median).toBeCloseTo(middle, 6);
    const { stderr } = await runApp(file, [
      'groups',
      'receipt',
      '--value',
      'total',
      '--limit',
      '1',
      '--format',
      'table',
    ]);
    expect(stderr).toContain(`the median ${Number(middle.toFixed(4))}.`);
  });

  test('what was ordered for the most', async () => {
    const { rows } = await ask('orders/rows?_sort=-amount&_limit=2&_columns=order,amount');
    expect(rows[0].amount).toBeGreaterThanOrEqual(rows[1].amount);
    expect((await ask('orders/columns/amount/max')).value).toBe(rows[0].amount);
  });
});
