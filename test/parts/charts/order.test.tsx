import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../src/language/reader.ts';
import { Chart } from '../../../src/parts/charts/chart.tsx';
import { chartFile } from '../../../src/parts/charts/chart-file.tsx';
import { orderModel } from '../../../src/parts/charts/order.ts';

const reader = readerOf('en');
const model = (list: (number | bigint)[], median = 0, mean = 0) => orderModel(reader, list, { median, mean });

describe('a list in its order', () => {
  it('is a point a number, with median and mean across', () => {
    const { points, levels, label, x, y } = model([1, 5, 22], 5, 10);
    expect(points).toEqual([
      { x: 0, y: 0.04, title: '1: 1' },
      { x: 0.5, y: 0.2, title: '2: 5' },
      { x: 1, y: 0.88, title: '3: 22' },
    ]);
    expect(levels).toEqual([
      { axis: 'y', at: 0.2, look: 'median', title: 'Median: 5' },
      { axis: 'y', at: 0.4, look: 'mean', title: 'Mean: 10' },
    ]);
    expect(label).toBe('3 values in the order of the list, from 1 to 22.');
    expect(x.ticks.map(({ label }) => label)).toEqual(['1', '2', '3']);
    expect(y.ticks.map(({ label }) => label)).toEqual(['0', '5', '10', '15', '20', '25']);
  });

  it('keeps the least and the greatest of each stretch where it is long', () => {
    const list = Array.from({ length: 100_000 }, (_, at) => (at === 54_321 ? 100 : at % 7));
    const { points = [] } = model(list);
    expect(points).toHaveLength(1000);
    expect(Math.max(...points.map(({ y }) => y))).toBe(1);
    expect(Math.min(...points.map(({ y }) => y))).toBe(0);
  });

  it('stays in the picture whatever the numbers are', () => {
    for (const list of [[7], [3, 3, 3], [0], [-1.7e308, 1.7e308], [9007199254740993n, -5n]]) {
      for (const html of [
        renderToString(<Chart model={model(list)} />),
        chartFile(model(list), { title: '' }),
      ])
        expect([String(list), /NaN|Infinity/.test(html)]).toEqual([String(list), false]);
    }
  });
});
