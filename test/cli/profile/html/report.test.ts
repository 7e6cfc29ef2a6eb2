import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../../src/cli/profile/html/report.ts';
import type { ColumnSummary, TableSummary } from '../../../../src/table/summary.ts';
import { empty, extreme, nasty, report, vega } from './tables.ts';

/** Every `<data>` of a piece of HTML: the exact value, and the text that stands for it. */
function figures(html: string): { exact: string; text: string }[] {
  return [...html.matchAll(/<data value="([^"]*)"[^>]*>(.*?)<\/data>/gs)].map(
    ([, exact = '', text = '']) => ({
      exact: unescaped(exact),
      text: unescaped(text.replace(/<[^>]+>/g, '')),
    }),
  );
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

/** The card of each column. */
function cards(html: string): string[] {
  return html.split('<details class="card"').slice(1);
}

/** All values in a piece of JSON, but for its keys. */
function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return [String(value)];
}

/** The statistics of a column that its card has to show, but for those that it says in words. */
function needed({
  count,
  distinct,
  numbers,
  texts,
  dates,
  top,
  modes,
  min,
  max,
  type,
}: ColumnSummary): unknown[] {
  const ends = type === 'text' || type === 'boolean' ? [] : [min, max];
  const { sum, mean, median, quantiles, variance, sampleVariance, mad, skewness, kurtosis } = numbers ?? {};
  return [
    count,
    distinct,
    ...ends,
    ...[sum, mean, median, variance, sampleVariance, mad, skewness, kurtosis],
    ...[numbers?.deviation, numbers?.sampleDeviation],
    ...(quantiles ?? []).map(({ value }) => value),
    ...(numbers && numbers.outliers.above > 0 ? [numbers.outliers.above, numbers.outliers.upper] : []),
    ...(numbers && numbers.outliers.below > 0 ? [numbers.outliers.below, numbers.outliers.lower] : []),
    ...(numbers && numbers.histogram.length > 1
      ? numbers.histogram.flatMap(({ from, to }) => [from, to])
      : []),
    ...(texts ? [texts.shortest.length, texts.longest.length, texts.meanLength] : []),
    ...(texts?.patterns ?? []).map((pattern) => pattern.count),
    ...(dates ? [dates.days] : []),
    ...(modes.length > 0 ? top.map((one) => one.count) : []),
    ...(modes.length > 0 ? modes.slice(0, 200) : []),
  ].filter(
    (value) => value !== undefined && value !== null && !(typeof value === 'string' && value.length > 300),
  );
}

describe('the figures of a report', () => {
  it.each([
    'cars.json',
    'penguins.json',
    'movies.json',
    'seattle-weather.csv',
    'gapminder.json',
    'airports.csv',
    'stocks.csv',
    'birdstrikes.csv',
  ])('of %s are those of the statistics, all of them', async (file) => {
    const { summary, html } = await report(vega(file));
    checkCards(summary, html);
    const known = new Set([...leaves(summary), String(statSync(vega(file)).size)]);
    for (const { exact, text } of figures(html)) expect(known, text).toContain(exact);
    const { pearson = [], spearman = [] } = summary.correlations ?? {};
    if (pearson.length > 16) return;
    const cells = [pearson, spearman].flatMap((matrix) =>
      matrix.flatMap((row, index) => row.filter((_, column) => column !== index)),
    );
    const shown = [...html.matchAll(/<td class="[^"]*" title="[^"]*"><data value="([^"]*)">/g)];
    expect(shown.map(([, value]) => Number(value))).toEqual(cells.filter((cell) => cell !== null));
  });

  it.each([
    ['extreme', extreme()],
    ['empty', empty()],
  ])('of a table that is %s are shown, too', async (_, file) => {
    const { summary, html } = await report(file);
    checkCards(summary, html);
    expect(html).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('of integers past 2^53 keep their digits', async () => {
    const { summary, html } = await report(nasty());
    checkCards(summary, html);
    expect(figures(html)).toContainEqual({ exact: '9007199254740995', text: '9,007,199,254,740,995' });
  });
});

function checkCards({ columns, rows }: TableSummary, html: string): void {
  const all = cards(html);
  expect(all.length).toBe(columns.length);
  for (const [index, column] of columns.entries()) {
    const card = all[index] ?? '';
    // The one control character among them is shown as a replacement character.
    const known = new Set(
      [...leaves(column), String(rows)].map((leaf) => leaf.replaceAll('\u0007', '\ufffd')),
    );
    const shown = figures(card);
    for (const { exact, text } of shown) {
      if (exact.endsWith('…')) continue;
      expect(known, `${column.name}: ${text}`).toContain(exact);
      const number = Number(text.replace('\u2212', '-').replace(/,(?=\d{3})/g, ''));
      if (exact !== '' && text.trim() !== '' && Number.isFinite(number) && Number.isFinite(Number(exact))) {
        expect(Math.abs(number - Number(exact))).toBeLessThanOrEqual(Math.abs(Number(exact)) * 1e-2);
      }
    }
    const exact = new Set(shown.map((figure) => figure.exact));
    for (const value of needed(column))
      expect(exact, column.name).toContain(String(value).replaceAll('\u0007', '\ufffd'));
    const bars = [...card.matchAll(/<g data-count="(\d+)">/g)].map(([, count]) => Number(count));
    const bins = column.numbers && column.numbers.histogram.length > 1 ? column.numbers.histogram : [];
    expect(bars).toEqual([...bins, ...(column.dates?.counts ?? [])].map(({ count }) => count));
  }
}

describe('a report', () => {
  it('is one file that holds nothing but itself, and gives the same bytes again', async () => {
    const { html } = await report(vega('cars.json'));
    expect(html).not.toMatch(
      /<(script|link|img|iframe|object|embed|base|form)\b|\bsrc=|url\(|@import|\bon\w+=|\bstyle=/i,
    );
    for (const [, target] of html.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(`content="default-src &#39;none&#39;`.replaceAll('&#39;', "'"));
    expect(html).toContain(`style-src 'sha256-${hash}'`);
    expect((await report(vega('cars.json'))).html).toBe(html);
  });

  it('tells of the file by its name, size and hash, and not where it lay', async () => {
    const file = vega('cars.json');
    const { html } = await report(file);
    expect(html).toContain(createHash('sha256').update(readFileSync(file)).digest('hex'));
    expect(html).toContain('100,492 bytes');
    expect(html).toContain('406 rows, 9 columns: 3 decimal, 3 integer, 2 text, 1 date');
    expect(html).toContain('Made with Holdall 1.2.3');
    expect(html).not.toContain('node_modules');
  });

  it('escapes names and values', async () => {
    const { html } = await report(nasty());
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('<title>na&lt;s&gt;ty &amp; &quot;co&quot;: profile</title>');
    expect(html.match(/<\/main>/g)?.length).toBe(1);
    expect(html).not.toContain('\u0007');
    expect(html).not.toContain('L'.repeat(501));
  });

  it('says in the singular what there is one of', async () => {
    const { summary } = await report(vega('cars.json'));
    const [first] = summary.columns;
    if (!first) throw new Error('no column');
    const one = { ...summary, rows: 1, columns: [first] };
    const html = htmlReport({ summary: one, files: [], version: '1' });
    expect(html).toContain('1 row, 1 column: 1 text');
    expect(html).not.toMatch(/\b1 (rows|columns|values|times|bins|characters)\b/);
  });

  it('of many columns has its cards closed and the strongest pairs instead of a matrix', async () => {
    const { summary } = await report(vega('cars.json'));
    const columns = Array.from({ length: 500 }, (_, index) => {
      const column = summary.columns[index % summary.columns.length];
      if (!column) throw new Error('no column');
      return { ...column, name: `${column.name} ${index}` };
    });
    const names = columns.slice(0, 100).map(({ name }) => name);
    const matrix = names.map((_, row) =>
      names.map((_, column) => (row === column ? 1 : (row - column) / 200)),
    );
    const correlations = { columns: names, pearson: matrix, spearman: matrix };
    const html = htmlReport({ summary: { ...summary, columns, correlations }, files: [], version: '1' });
    expect(html).not.toMatch(/<details class="card"[^>]* open/);
    expect(html).not.toContain('class="matrix"');
    expect(html).toContain('20 of 4,950');
    expect(html.length / columns.length).toBeLessThan(12_000);
  });
});
