import { describe, expect, it } from 'vitest';
import {
  firstView,
  formatView,
  readView,
  sortedBy,
  viewAddress,
  withCondition,
} from '../../../../src/parts/dataset/pages/view.ts';
import type { TableSummary } from '../../../../src/table/summary.ts';

const column = (name: string): TableSummary['columns'][number] => ({
  name,
  type: 'text',
  why: { by: 'values' },
  count: 1,
  nulls: 0,
  distinct: 1,
  uniqueShare: 1,
  min: 'a',
  max: 'a',
  order: 'constant',
  top: [],
  modes: [],
  modeCount: 1,
});
const table: TableSummary = { name: 'a b', rows: 1, columns: ['x', 'y,z', '_page'].map(column), sources: [] };
const view = firstView(table);

describe('a view', () => {
  it('comes out of its address as it went in', () => {
    for (const query of [
      '',
      'x=1&_sort=-x',
      '_page__exact=3&_columns=y%5C,z,x&_limit=20&_page=7',
      '_search=a+b',
    ]) {
      const read = readView(table, new URLSearchParams(query)).view;
      expect(readView(table, new URLSearchParams(formatView(read))).view).toEqual(read);
    }
    expect(viewAddress(view)).toBe('/dataset/a%20b');
    expect(viewAddress(view, 'charts', { _x: 'x' })).toBe('/dataset/a%20b/charts?_x=x');
  });

  it('is sorted up, then down, then not, by one column or by one more', () => {
    const once = sortedBy(view, 0);
    expect(formatView(once)).toBe('_sort=x');
    expect(formatView(sortedBy(once, 0))).toBe('_sort=-x');
    expect(formatView(sortedBy(sortedBy(once, 0), 0))).toBe('');
    expect(formatView(sortedBy(once, 2))).toBe('_sort=_page');
    expect(formatView(sortedBy(once, 2, true))).toBe('_sort=x,_page');
    expect(formatView(sortedBy(sortedBy(once, 2, true), 0, true))).toBe('_sort=-x,_page');
  });

  it('begins at the first page when it asks for other rows', () => {
    const later = { ...view, page: 5 };
    const asked = withCondition(later, { column: 0, operator: 'gt', values: ['1'] });
    expect(formatView(asked)).toBe('x__gt=1');
    expect(formatView(withCondition(asked, { column: 0, operator: 'gt', values: ['2'] }))).toBe('x__gt=2');
  });

  it('takes no number of rows that a page cannot hold', () => {
    expect(readView(table, new URLSearchParams('_limit=100000')).view.limit).toBe(500);
    expect(() => readView(table, new URLSearchParams('_limit=0'))).toThrow('whole number from 1 on');
  });
});
