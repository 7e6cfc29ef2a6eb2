import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../src/language/reader.ts';
import { numberStatistics } from '../../../src/numbers/statistics.ts';
import { Chart } from '../../../src/parts/charts/chart.tsx';
import { chartFile } from '../../../src/parts/charts/chart-file.tsx';
import { histogramModel } from '../../../src/parts/charts/histogram.ts';
import type { CategoriesModel, PlotModel } from '../../../src/parts/charts/model.ts';
import { periodsModel } from '../../../src/parts/charts/periods.ts';
import { Spark } from '../../../src/parts/charts/spark.tsx';

const en = readerOf('en');
const list = Array.from({ length: 500 }, (_, n) => (n * n) % 97);
const histogram = histogramModel(en, { min: 0, max: 96, unit: 'kg' }, numberStatistics(list));

const categories: CategoriesModel = {
  kind: 'categories',
  label: 'Sum of amount by product',
  heads: { name: 'product', value: 'sum' },
  rows: [
    { name: 'A <pen>', value: 30, text: '30', href: '/a' },
    { name: 'B', value: -10, text: '-10' },
  ],
};

const line: PlotModel = {
  kind: 'line',
  label: 'a line',
  x: { ticks: [{ at: 0, label: 'a' }], title: 'day' },
  y: { ticks: [{ at: 0, label: '0' }], title: 'sum' },
  points: [0, 0.5, 1].map((x) => ({ x, y: x, title: `at ${x}` })),
};

describe('a histogram', () => {
  it('has every bin as a bar with its words, and a label that says the whole', () => {
    if (!histogram) throw new Error('there is a histogram');
    expect(histogram.label).toMatch(
      /^Histogram from 0 to \d+ in \d+ bins\. The fullest, .* has \d+ values\.$/,
    );
    expect(histogram.bars?.at(-1)?.end).toBe(1);
    const html = renderToString(<Chart model={histogram} />);
    expect(html).toContain('role="img"');
    expect(html.match(/class="mark-bar"/g)).toHaveLength(
      histogram.bars?.filter(({ high }) => high > 0).length ?? 0,
    );
    expect(html).toContain('class="quartiles"');
    expect(html).not.toContain('NaN');
  });

  it('is nothing where all values are the same', () => {
    expect(histogramModel(en, { min: 1, max: 1 }, numberStatistics([1, 1]))).toBeUndefined();
  });

  it('speaks the language of the reader', () => {
    expect(histogramModel(readerOf('fr'), { min: 0, max: 96 }, numberStatistics(list))?.label).toMatch(
      /^Histogramme de 0 à \d+ en \d+ classes\./,
    );
  });
});

describe('a chart of periods', () => {
  it('labels round months', () => {
    const counts = Array.from({ length: 24 }, (_, n) => ({
      start: `${2024 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`,
      count: n,
    }));
    const gaps = { empty: 1, longest: null };
    const model = periodsModel(en, { days: 700, period: 'month', counts, gaps });
    expect(model?.x.ticks.map(({ label }) => label)).toEqual(['2024-01', '2024-07', '2025-01', '2025-07']);
  });
});

describe('names with values', () => {
  it('are a table whose bars begin at 0', () => {
    const html = renderToString(<Chart model={categories} />);
    expect(html).toContain('<a href="/a">A &lt;pen></a>');
    expect(
      [...html.matchAll(/<rect class="mark-bar" x="([^"]*)" width="([^"]*)"/g)].map(([, x, w]) => [x, w]),
    ).toEqual([
      ['25%', '75%'],
      ['0%', '25%'],
    ]);
  });
});

describe('a line', () => {
  it('has a place with words for every point', () => {
    const html = renderToString(<Chart model={line} />);
    expect(html).toContain('M0 160L500 80L1000 0');
    expect(html).toContain('<title>at 0.5</title>');
  });
});

describe('a chart as a file', () => {
  it('carries its own colours and plain coordinates', () => {
    for (const model of [histogram, categories, line]) {
      if (!model) throw new Error('there is a chart');
      const svg = chartFile(model, { title: 'A & B', detail: 'sales' });
      expect(svg).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="880"/,
      );
      expect(svg).toContain('A &amp; B');
      expect(svg).toContain('<style>');
      expect(svg).not.toMatch(/var\(|NaN|undefined| (?:x|y|x1|x2|cx)="[\d.]+%"/);
    }
  });

  it('escapes what stands in it', () => {
    expect(chartFile(categories, { title: '<script>' })).not.toContain('<script>');
  });
});

describe('a small chart', () => {
  it('shows little things too', () => {
    expect(renderToString(<Spark counts={[1000, 0, 1]} label="three" />)).toContain('v-1h');
  });
});
