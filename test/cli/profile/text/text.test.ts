import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overviewText } from '../../../../src/cli/profile/text/overview.ts';
import { sparkline } from '../../../../src/cli/profile/text/sparkline.ts';
import { cutTo, displayWidth, padTo, wrapped } from '../../../../src/cli/profile/text/width.ts';
import { profileTable } from '../../../../src/table/profile.ts';

describe('the width of a text on a terminal', () => {
  it.each<[string, number]>([
    ['abc', 3],
    ['日本語', 6],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['مرحبا', 5],
  ])('%s takes %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
    expect(displayWidth(padTo(text, 10, 'left'))).toBe(10);
    expect(displayWidth(cutTo(text.repeat(5), 5))).toBeLessThanOrEqual(5);
  });

  it('breaks lines at blanks', () => {
    expect(wrapped('one two three', 9, '- ')).toBe('- one two\n  three\n');
    expect(wrapped('unbreakable', 5, '')).toBe('unbreakable\n');
  });
});

describe('a row of blocks', () => {
  it('shows counts by their height, none as a blank', () => {
    expect(sparkline([0, 1, 4, 8], 8)).toBe(' ▁▄█');
    expect(sparkline([], 8)).toBe('');
    expect(sparkline([0, 0], 8)).toBe('  ');
  });

  it('puts neighbours together as their mean, the last ones too', () => {
    expect(sparkline([4, 4, 4, 4, 4], 3)).toBe('███');
    expect(sparkline(Array(60).fill(1), 8).length).toBeLessThanOrEqual(8);
  });
});

describe('the overview of columns', () => {
  it('uses the width there is, and never more', async () => {
    const file = resolve('node_modules/vega-datasets/data/cars.json');
    const summary = await profileTable({ name: 'cars', files: [{ file, source: file }], options: {} });
    for (const width of [60, 80, 100, 120, 160, 240]) {
      const widest = Math.max(...overviewText(summary, width).split('\n').map(displayWidth));
      expect(widest).toBeLessThanOrEqual(width);
    }
    expect(overviewText(summary, 150)).toMatchInlineSnapshot(`
      "column           type    empty distinct                     min median   mean              max shape    most frequent     why
      Name             text        -      311 amc ambassador brougham               vw rabbit custom ██▆▆▆    1.5 % ford pinto  not date: "chevrolet chevel…
      Miles_per_Gallon decimal   2 %      129                       9     23 23.515             46.6 ▃█▇▂▁    5 % 13            not integer: "17.5" in row…
      Cylinders        integer     -        5                       3      4 5.4754                8 ▁█▄▅     51 % 4            by the file
      Displacement     decimal     -       83                      68    151 194.78              455 ▆█▄▅▂    5.4 % 97          not integer: "97.5" in row…
      Horsepower       integer 1.5 %       93                      46     95 105.08              230 ▆█▄▂▁    5.5 % 150         by the file
      Weight_in_lbs    integer     -      356                    1613 2822.5 2979.4             5140 ▄█▇▅▄▄▂▁ 1 % 1985, +1 tied by the file
      Acceleration     decimal     -       96                       8   15.5  15.52             24.8 ▁▅█▅▁▁   5.7 % 14.5        not integer: "11.5" in row 2
      Year             date        -       12              1970-01-01                     1982-01-01 ▅▅▄▅▅▂█  15 % 1982-01-01   by the file
      Origin           text        -        3                  Europe                            USA █▃▃      63 % USA          not date: "USA" in row 1
      "
    `);
  });
});
