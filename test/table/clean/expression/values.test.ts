import { describe, expect, it } from 'vitest';
import { clean, problem } from '../cleaning.ts';

const row = {
  n: '7',
  m: '-2',
  x: '2.675',
  t: 'Ünit 7',
  b: 'true',
  d: '2024-02-29',
  s: '2024-02-29 13:45:00',
  id: '007',
  'two words': 'x',
};

/** What an expression gives for a row, where `none` has no value. */
async function result(expression: string): Promise<string | null | undefined> {
  const columns = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, [value]]));
  const cleaned = await clean(
    { ...columns, none: [null] },
    { clean: [{ compute: { column: 'out', value: expression } }] },
  );
  return cleaned.columns['out']?.[0];
}

describe('the value of', () => {
  it.each([
    // Numbers.
    ['n + m * 3', '1'],
    ['n / m', '-3.5'],
    ['n / 0', null],
    ['n % 4', '3'],
    ['m % 0', null],
    ['-n', '-7'],
    ['0.1 + 0.2', '0.3'],
    ['x * 1000', '2675'],
    ['abs(m)', '2'],
    ['abs(m * 1.5)', '3'],
    ['round(x, 2)', '2.68'],
    ['round(1.005, 2)', '1.01'],
    ['round(-2.5)', '-3'],
    ['round(1234, 0 - 2)', '1200'],
    ['floor(x) + ceil(x)', '5'],
    ['least(n, m, 3)', '-2'],
    ['greatest(n, x)', '7'],
    ["number('12.50') + 0", '12.5'],
    ["number('twelve')", null],
    ['1 / 3', '0.333333333333333'],
    // Texts.
    ["t & '!'", 'Ünit 7!'],
    ["n & '/' & x", '7/2.675'],
    ['t & none', null],
    ['length(t)', '6'],
    ['upper(t)', 'ÜNIT 7'],
    ['lower(t)', 'ünit 7'],
    ["trim('  a ')", 'a'],
    ['left(t, 2)', 'Ün'],
    ['right(t, 1)', '7'],
    ['mid(t, 2, 3)', 'nit'],
    ['left(t, -1)', null],
    ["replace(t, 'i', 'I')", 'ÜnIt 7'],
    ["contains(t, 'nit')", 'true'],
    ["startswith(t, 'ü')", 'false'],
    ["endswith(t, '7')", 'true'],
    ["id & ''", '007'],
    ['text(x) & text(b)', '2.675true'],
    ['[two words]', 'x'],
    // Conditions.
    ['n > 3 and not b', 'false'],
    ['n > 3 or none', 'true'],
    ["if(n = 7, 'seven', 'other')", 'seven'],
    ['coalesce(none, t)', 'Ünit 7'],
    ['blank(none)', 'true'],
    ['oneof(n, 1, 7)', 'true'],
    ["oneof(t, 'a', 'b')", 'false'],
    ['n = none', null],
    ['n <> 7', 'false'],
    ['-none & abs(none) & round(none) & upper(none) & length(none) & year(none)', null],
    ["none + 1 = 2 or contains(none, 'a') or days(none, d) > 1 or left(none, none) = 'a'", null],
    ['number(none) & text(none) & date(none) & least(none, 1)', null],
    ['none / none + none % none', null],
    // Dates.
    ['year(d) * 100 + month(s)', '202402'],
    ['day(d)', '29'],
    ["days(d, '2024-03-01')", undefined],
    ["days(d, date('2024-03-01'))", '1'],
    ["d >= '2024-02-29'", 'true'],
    ["s > '2024-02-29 13:00'", 'true'],
    ['d < s', 'true'],
    ["date('2024-13-01')", null],
  ])('%s', async (expression, expected) => {
    if (expected === undefined) await expect(result(expression)).rejects.toThrow('takes dates');
    else expect(await result(expression)).toBe(expected);
  });

  it.each([
    ['t + 1', '"+" takes numbers, and this is a text.'],
    ["n = 'a'", '"=" takes values of one type, and these are integer and text.'],
    ['upper(n)', '"upper" takes a text, and this is an integer.'],
    ["if(b, 1, 'a')", '"if" takes values of one type, and these are integer and text.'],
    ['round(n, 1.5)', '"round" takes an integer, and this is a decimal.'],
    ['not n', '"not" takes true or false, and this is an integer.'],
    ['year(n)', '"year" takes dates, and this is an integer.'],
    ['id * 2', '"*" takes numbers, and this is a text.'],
  ])('%s is refused', async (expression, message) => {
    const columns = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, [value]]));
    expect(await problem(columns, { clean: [{ compute: { column: 'out', value: expression } }] })).toContain(
      message,
    );
  });

  it('no expression is pasted: what looks like SQL is a text', async () => {
    expect(await result(`'''; DROP TABLE t0; --' & left('a''b', 2)`)).toBe(`'; DROP TABLE t0; --a'`);
  });
});
