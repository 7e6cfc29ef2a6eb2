import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { numberStatistics } from '../../src/numbers/statistics.ts';
import { type Ended, ended, holdall, writeFiles } from '../support/holdall.ts';
import { tempFolder } from '../support/temp.ts';

/** Runs `holdall numbers` with something on its standard input. */
function piped(input: string | Uint8Array, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [resolve('src/cli/holdall.ts'), 'numbers', ...args]);
  child.stdin.end(input);
  return ended(child);
}

describe('holdall numbers', () => {
  it('shows the statistics of its arguments', async () => {
    expect(await holdall(['numbers', '1', '5', '22', '5'])).toEqual({
      status: 0,
      err: '',
      out: expect.anything(),
    });
    const { out } = await holdall(['numbers', '1', '5', '22', '5', '--quantiles', '0.1,0.5']);
    expect(out).toMatchInlineSnapshot(`
      "values                     4
      distinct                   3 (75 %)
      most frequent              5 (2 times)
      zeros                      none
      negatives                  none
      minimum                    1
      median                     5
      mean                       8.25
      maximum                    22
      sum                        33
      standard deviation         8.10478 (of a sample: 9.3586)
      variance                   65.6875 (of a sample: 87.5833)
      median absolute deviation  2
      skewness                   1.7486
      excess kurtosis            3.33022
      outliers                   1 (25 %) above 17.125
      1st percentile             1.12
      5th percentile             1.6
      10th percentile            2.2
      lower quartile             4
      50th percentile            5
      upper quartile             9.25
      95th percentile            19.45
      99th percentile            21.49

       0 to 10  3 ██████████████████████████████
      10 to 20  0
      20 to 30  1 ██████████
      "
    `);
  });

  it('gives all of them as JSON, exact, from wherever the numbers come', async () => {
    const folder = writeFiles(tempFolder(), { 'list.txt': '\ufeff9007199254740993, 1\n-3\n' });
    const file = join(folder, 'list.txt');
    const statistics = numberStatistics([9007199254740993n, 1, -3]);
    expect(statistics).toMatchObject({ max: '9007199254740993', sum: 9007199254740991 });
    const runs = await Promise.all([
      holdall(['numbers', '--json', '9007199254740993', '1', '-3']),
      holdall(['numbers', '--json', '--file', file]),
      piped('9007199254740993 1 -3', '--json', '-'),
      piped('9007199254740993 1 -3', '--json'),
    ]);
    for (const { status, out } of runs) {
      expect(status).toBe(0);
      expect(JSON.parse(out)).toEqual(statistics);
    }
  });

  it('adds decimals without the errors of binary sums', async () => {
    const tenths = Array.from({ length: 10 }, () => '0.1');
    const { out } = await holdall(['numbers', '--json', ...tenths]);
    expect(JSON.parse(out)).toMatchObject({ sum: 1, mean: 0.1, deviation: 0 });
  });

  it('draws the same random numbers from the same seed, and tells the seed', async () => {
    const args = ['numbers', '--random', '1000', '--min', '1', '--max', '6', '--whole', '--json'];
    const first = await holdall(args);
    expect(first.err).toMatch(/^1,000 random numbers, 1 to 6, --seed \d+\n$/);
    const seed = /--seed (\d+)/.exec(first.err)?.[1] ?? '';
    const again = await holdall([...args, '--seed', seed]);
    expect(again.out).toBe(first.out);
    expect(JSON.parse(first.out)).toMatchObject({ count: 1000, min: 1, max: 6, distinct: 6 });
  });

  const how = 'Numbers are written as 42, -1.5 or 6.02e23, apart by blanks, commas, semicolons or lines.';
  it.each<[string[], string]>([
    [[], 'There are no numbers. Write some behind the command, pipe them in, or use --file or --random.'],
    [['1', 'two'], `Argument 2: "two" is no number. ${how}`],
    [['1', ''], 'Argument 2 is blank. Write a number, or take the comma or the blank argument out.'],
    [['--file', 'none.txt'], 'There is no file none.txt. Check the path.'],
    [['--file', '.'], '. is a folder. Name a file.'],
    [
      ['1', '--file', 'x'],
      'The numbers come from the arguments, from --file or from --random, not from two of them.',
    ],
    [['1', '--seed', '3'], '--seed is for random numbers. Say how many with --random.'],
    [['--random', '0'], '--random takes a whole number from 1 to 50000000.'],
    [['--random', 'x'], '--random takes a number, and "x" is none.'],
    [['--random', '1', '--seed', '-1'], '--seed takes a whole number from 0 to 9007199254740991.'],
    [['--random', '1', '--min', '2'], '--min 2 must be less than --max 1.'],
    [['--random', '1', '--min', '2', '--whole'], '--min 2 must be no larger than --max 1.'],
    [
      ['--random', '1', '--max', '1.5', '--whole'],
      'With --whole, --min and --max are whole numbers that are less than 2^53 apart.',
    ],
    [
      ['1', '--quantiles', '0.1,2'],
      '--quantiles takes numbers between 0 and 1, and "2" is none. Write 0.1,0.999 for the 10th and the 99.9th percentile.',
    ],
  ])('%j is wrong usage', async (args, message) => {
    expect(await holdall(['numbers', ...args], { cwd: tempFolder() })).toEqual({
      status: 2,
      out: '',
      err: `error: ${message}\n`,
    });
  });

  it('names the place in a file and on standard input', async () => {
    const folder = writeFiles(tempFolder(), { 'list.txt': '1\n2 x\n' });
    const file = await holdall(['numbers', '--file', 'list.txt'], { cwd: folder });
    expect(file.err).toBe(`error: list.txt:2:3: "x" is no number. ${how}\n`);
    const input = await piped('1,\n ,2', '-');
    expect(input.err).toBe(
      'error: standard input:2:2: A number is missing here. Write a number, or take the comma or the blank argument out.\n',
    );
    const empty = await piped('');
    expect(empty.err).toBe(
      'error: There are no numbers in standard input. Write some, apart by blanks, commas, semicolons or lines.\n',
    );
    const bytes = await piped(Uint8Array.of(0x31, 0x20, 0xff), '-');
    expect(bytes).toEqual({
      status: 2,
      out: '',
      err: 'error: standard input is no text in UTF-8. Save it as UTF-8.\n',
    });
  });
});
