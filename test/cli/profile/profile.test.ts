import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { profileTable } from '../../../src/table/profile.ts';
import { tableSummary } from '../../../src/table/summary.ts';
import { ended, holdall, pathsBelow, startHoldall, writeFiles } from '../../support/holdall.ts';
import { tempFolder } from '../../support/temp.ts';

const data = resolve('node_modules/vega-datasets/data');

const sales = `day,shop,pieces,price,note
2026-01-01,North,3,1.5,
2026-01-02,South,5,2.25,a gift
2026-01-04,North,5,2.25,
2026-01-05,East,400,1.5,"two
lines"
`;

describe('holdall profile, on the terminal', () => {
  it('shows all columns of a table in 80 columns', async () => {
    const folder = writeFiles(tempFolder(), { 'sales.csv': sales });
    const { status, out, err } = await holdall(['profile', 'sales.csv'], { cwd: folder });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "sales.csv: 4 rows, 5 columns, 143 B

      column type    empty distinct        min median   mean        max shape
      day    date        -        4 2026-01-01               2026-01-05 ██ ██
      shop   text        -        3       East                    South █▄▄
      pieces integer     -        3          3      5 103.25        400 █ ▃
      price  decimal     -        2        1.5  1.875  1.875       2.25 ██
      note   text     50 %        2     a gift                two?lines

      What stands out
      - day has nothing in 1 of 5 days
      - pieces has outliers: 1 (25 %) above 252.625
      - note is empty in 50 % of the rows

      Correlations
      Pearson Spearman
        -0.57    0.00  pieces and price

      All of a column: --column NAME. A report to show: --html.
      "
    `);
  });

  it.each(['cars.json', 'movies.json', 'airports.csv', 'flights-2k.json', 'unemployment.tsv'])(
    'fits %s into 80 columns',
    async (file) => {
      const { out } = await holdall(['profile', join(data, file)]);
      for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
    },
  );

  it('shows all that is known of a column', async () => {
    const folder = writeFiles(tempFolder(), { 'sales.csv': sales });
    const { out } = await holdall(['profile', 'sales.csv', '--column', 'pieces', '--column', 'shop'], {
      cwd: folder,
    });
    expect(out).toMatchInlineSnapshot(`
      "pieces: integer
      Every value is an integer.

      values                     4
      empty                      none
      distinct                   3 (75 %)
      most frequent              5 (2 times)
      zeros                      none
      negatives                  none
      order of rows              ascending
      minimum                    3
      median                     5
      mean                       103.25
      maximum                    400
      sum                        413
      standard deviation         171.331 (of a sample: 197.836)
      variance                   29,354.2 (of a sample: 39,138.9)
      median absolute deviation  1
      skewness                   1.99986
      excess kurtosis            3.99955
      outliers                   1 (25 %) above 252.625
      1st percentile             3.06
      5th percentile             3.3
      lower quartile             4.5
      upper quartile             103.75
      95th percentile            340.75
      99th percentile            388.15

      Histogram
        0 to 200  3 ██████████████████████████████
      200 to 400  0
      400 to 600  1 ██████████

      Most frequent
      5    2 ██████████████████████████████
      3    1 ███████████████
      400  1 ███████████████

      shop: text
      Row 1 has "North", which is no number, boolean or date.

      values              4
      empty               none
      distinct            3 (75 %)
      most frequent       North (2 times)
      order of rows       not sorted
      shortest            4 characters: "East"
      longest             5 characters: "North"
      mean length         4.8 characters
      nothing but blanks  none

      Most frequent
      North  2 ██████████████████████████████
      East   1 ███████████████
      South  1 ███████████████

      Patterns, A and a for letters, 9 for digits
      Aa  4 ██████████████████████████████
      "
    `);
    const dates = await holdall(['profile', 'sales.csv', '--column', 'day'], { cwd: folder });
    expect(dates.out).toMatchInlineSnapshot(`
      "day: date
      Every value is a date.

      values                4
      empty                 none
      distinct              4 (100 %)
      most frequent         none: no value repeats
      order of rows         ascending
      first                 2026-01-01
      last                  2026-01-05
      span                  4 days
      days without a value  1
      longest gap           2 days, from 2026-01-02 to 2026-01-04

      By day
      2026-01-01  1 ██████████████████████████████
      2026-01-02  1 ██████████████████████████████
      2026-01-03  0
      2026-01-04  1 ██████████████████████████████
      2026-01-05  1 ██████████████████████████████
      "
    `);
  });

  it('keeps control characters of the file away from the terminal', async () => {
    const folder = writeFiles(tempFolder(), {
      't.csv': 'a\u001b[31m,b\nx\u001b]0;y\u0007,\u202e1\nx\u001b]0;y\u0007,2\n',
    });
    const all = await holdall(['profile', 't.csv'], { cwd: folder });
    const one = await holdall(['profile', 't.csv', '--column', 'a\u001b[31m', '--column', 'b'], {
      cwd: folder,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    for (const { out } of [all, one]) expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('shows a table without rows', async () => {
    const folder = writeFiles(tempFolder(), { 't.csv': 'a,b\n' });
    const { status, out } = await holdall(['profile', 't.csv'], { cwd: folder });
    expect(status).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "t.csv: 0 rows, 2 columns, 4 B

      column type empty distinct min median mean max shape most frequent why
      a      text     -        0                                         no values
      b      text     -        0                                         no values

      All of a column: --column NAME. A report to show: --html.
      "
    `);
  });
});

describe('holdall profile --json', () => {
  it('prints the summary as it is, of several files as one table', async () => {
    const folder = writeFiles(tempFolder(), {
      'one.csv': 'a,b\n1,x\n',
      'two.csv': 'b,a\ny,2.5\n',
    });
    const files = ['one.csv', 'two.csv'];
    const { status, out } = await holdall(['profile', ...files, '--json', '--quantiles', '0.1'], {
      cwd: folder,
    });
    expect(status).toBe(0);
    const summary = tableSummary.parse(JSON.parse(out));
    expect(JSON.parse(out)).toEqual(summary);
    const sources = files.map((source) => ({ file: join(folder, source), source }));
    expect(summary).toEqual(
      await profileTable({ name: 'one', files: sources, options: { quantiles: [0.1] } }),
    );
    expect(summary).toMatchObject({ name: 'one', rows: 2, sources: files });
    expect(summary.columns[0]?.numbers?.quantiles[2]).toEqual({ p: 0.1, value: 1.15 });
  });

  it('reads a sheet by its name or by its number', async () => {
    const file = resolve('examples/stationer/prices.xlsx');
    const first = await holdall(['profile', file, '--json', '--sheet', '1']);
    const usual = await holdall(['profile', file, '--json']);
    expect(first.out).toBe(usual.out);
    const none = await holdall(['profile', file, '--sheet', 'None']);
    expect(none.status).not.toBe(0);
    expect(none.err).toContain('None');
  });
});

describe('holdall profile --output', () => {
  it('writes beside nothing, and over nothing unless told to', async () => {
    const folder = writeFiles(tempFolder(), { 'sales.csv': sales });
    const run = (...args: string[]) => holdall(['profile', 'sales.csv', ...args], { cwd: folder });
    expect(await run('--html')).toEqual({ status: 0, out: '', err: 'wrote sales-profile.html\n' });
    const report = readFileSync(join(folder, 'sales-profile.html'), 'utf8');
    expect(report).toMatch(/^<!doctype html>\n/);
    writeFileSync(join(folder, 'sales-profile.html'), 'mine');
    expect(await run('--html')).toEqual({
      status: 2,
      out: '',
      err: 'error: sales-profile.html is there already. Replace it with --force, or name another file.\n',
    });
    expect(readFileSync(join(folder, 'sales-profile.html'), 'utf8')).toBe('mine');
    expect((await run('--html', '--force')).status).toBe(0);
    expect(readFileSync(join(folder, 'sales-profile.html'), 'utf8')).toBe(report);
    expect((await run('--html', '--output', '-')).out).toBe(report);
    expect(await run('--json', '--output', 'sales.json')).toMatchObject({ status: 0, out: '' });
    expect(pathsBelow(folder)).toEqual(['sales-profile.html', 'sales.csv', 'sales.json']);
    expect(readFileSync(join(folder, 'sales.json'), 'utf8')).toBe((await run('--json')).out);
  });

  it.each<[string[], string]>([
    [['none.csv'], 'There is no file none.csv. Check the path.'],
    [['.'], '. is a folder. Name the files in it.'],
    [['sales.csv', '--html', '--json'], '--html and --json are two reports. Ask for one of them.'],
    [
      ['sales.csv', '--html', '--column', 'day'],
      '--column is for the report on the terminal. Leave it out: the others have all columns.',
    ],
    [['sales.csv', '--force'], '--force is for a file to write. Name it with --output.'],
    [['sales.csv', '--column', 'dya'], 'There is no column "dya". Did you mean "day"?'],
    [
      ['sales.csv', '--column', 'something'],
      'There is no column "something". Without --column, the report lists all of them.',
    ],
    [
      ['sales.csv', '--quantiles', '50'],
      '--quantiles takes numbers between 0 and 1, and "50" is none. Write 0.1,0.999 for the 10th and the 99.9th percentile.',
    ],
    [['sales.csv', '--output', 'no/where.txt'], 'There is no folder no. Make it, or name another one.'],
    [['sales.csv', '--output', '.'], '. is a folder. Name a file in it.'],
    [
      ['sales.csv', '--output', './sales.csv', '--force'],
      './sales.csv is what it would be made of. Give it a name of its own.',
    ],
  ])('%j is wrong usage', async (args, message) => {
    const folder = writeFiles(tempFolder(), { 'sales.csv': sales });
    const result = await holdall(['profile', ...args], { cwd: folder });
    expect(result).toEqual({ status: 2, out: '', err: `error: ${message}\n` });
    expect(pathsBelow(folder)).toEqual(['sales.csv']);
    expect(readFileSync(join(folder, 'sales.csv'), 'utf8')).toBe(sales);
  });

  it('tells what is wrong with a table, and writes nothing', async () => {
    const folder = writeFiles(tempFolder(), { 'bad.csv': 'a,b\n1\n', 'table.pdf': 'x' });
    const bad = await holdall(['profile', 'bad.csv', '--html'], { cwd: folder });
    expect(bad.status).toBe(1);
    expect(bad.err).toMatch(/^error: bad\.csv:2/);
    const other = await holdall(['profile', 'table.pdf'], { cwd: folder });
    expect(other.err).toMatch(/^error: table\.pdf: A table cannot be read from a \.pdf file\./);
    expect(pathsBelow(folder)).toEqual(['bad.csv', 'table.pdf']);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const folder = tempFolder();
    const child = startHoldall(['profile', resolve('examples/stationer/sales.csv'), '--html'], {
      cwd: folder,
      env: { TMPDIR: folder },
    });
    const end = ended(child);
    // Its temporary folder is there as soon as it works on the table.
    while (readdirSync(folder).length === 0 && child.exitCode === null) await setTimeout(5);
    child.kill('SIGINT');
    const { status, err } = await end;
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringMatching(/^error: Interrupted by Ctrl-C/),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
