import { describe, expect, it } from 'vitest';
import { clean } from '../cleaning.ts';

describe('dropDuplicates', () => {
  const people = { name: ['Ann', 'Bob', 'Ann', null, null, 'ann'], age: ['1', '2', '1', '3', '3', '1'] };

  it('keeps the first of rows that are the same in all columns', async () => {
    const { columns, lines, summary } = await clean(people, { clean: [{ dropDuplicates: {} }] });
    expect(columns).toEqual({ name: ['Ann', 'Bob', null, 'ann'], age: ['1', '2', '3', '1'] });
    expect(lines).toEqual([2, 3, 5, 7]);
    expect(summary).toMatchObject({ read: 6, kept: 4, dropped: [{ rule: 'dropDuplicates', rows: 2 }] });
  });

  it('compares the columns that it names alone', async () => {
    const { lines } = await clean(people, { clean: [{ dropDuplicates: { columns: ['age'] } }] });
    expect(lines).toEqual([2, 3, 5]);
  });
});

describe('dropEmptyRows', () => {
  const rows = { a: [null, 'x', null], b: [null, null, 'y'] };

  it('drops rows without any value', async () => {
    const { lines, summary } = await clean(rows, { clean: [{ dropEmptyRows: {} }] });
    expect(lines).toEqual([3, 4]);
    expect(summary?.dropped).toEqual([{ rule: 'dropEmptyRows', rows: 1 }]);
  });

  it('looks at the columns that it names alone', async () => {
    const { lines } = await clean(rows, { clean: [{ dropEmptyRows: { columns: ['b'] } }] });
    expect(lines).toEqual([4]);
  });
});

describe('keep', () => {
  const stock = { id: ['007', '008', '009'], count: ['5', '0', null], place: ['A', 'B', 'C'] };

  it('drops the rows for which an expression is not true', async () => {
    const { columns, summary } = await clean(stock, { clean: [{ keep: { rows: 'count > 0' } }] });
    expect(columns).toEqual({ id: ['007'], count: ['5'], place: ['A'] });
    expect(summary).toMatchObject({ read: 3, kept: 1, rejected: 0, dropped: [{ rule: 'keep', rows: 2 }] });
  });

  it('keeps columns in the order in which it names them', async () => {
    const { columns, summary } = await clean(stock, { clean: [{ keep: { columns: ['place', 'id'] } }] });
    expect(Object.entries(columns)).toEqual([
      ['place', ['A', 'B', 'C']],
      ['id', ['007', '008', '009']],
    ]);
    expect(summary).toMatchObject({ kept: 3, dropped: [], changed: [] });
  });

  it('keeps rows by a column that goes', async () => {
    const { columns } = await clean(stock, { clean: [{ keep: { rows: `place != 'B'`, columns: ['id'] } }] });
    expect(columns).toEqual({ id: ['007', '009'] });
  });
});
