import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../../src/language/reader.ts';
import type { Value } from '../../../../src/parts/dataset/query.ts';
import { chartOf } from '../../../../src/parts/dataset/sql/chart.ts';
import type { SqlType } from '../../../../src/parts/dataset/sql/protocol.ts';

const chart = (types: SqlType[], rows: Value[][]) =>
  chartOf(readerOf('en'), {
    columns: types.map((type, at) => ({ name: 'xyz'[at] ?? '', type })),
    rows,
    truncated: false,
    milliseconds: 1,
  });

describe('the chart of an answer', () => {
  it('is bars beside names', () => {
    expect(
      chart(
        ['text', 'integer'],
        [
          ['a', 1],
          ['b', 12_000],
          [null, 3],
          ['c', null],
        ],
      ),
    ).toEqual({
      kind: 'categories',
      label: 'y by x',
      heads: { name: 'x', value: 'y' },
      rows: [
        { name: 'a', value: 1, text: '1' },
        { name: 'b', value: 12_000, text: '12,000' },
      ],
    });
  });

  it('takes the first column of names and the first of numbers, in whatever order', () => {
    const model = chart(
      ['integer', 'text', 'decimal'],
      [
        [1, 'a', 2.5],
        [2, 'b', 3.5],
      ],
    );
    expect(model).toMatchObject({
      label: 'x by y',
      rows: [
        { name: 'a', value: 1 },
        { name: 'b', value: 2 },
      ],
    });
  });

  it('is bars above months, in their order', () => {
    const model = chart(
      ['text', 'integer'],
      [
        ['2026-02', -5],
        ['2026-01', 10],
      ],
    );
    expect(model).toMatchObject({
      kind: 'bars',
      zero: 1 / 3,
      bars: [
        { start: 0, end: 0.5, low: 1 / 3, high: 1, title: '2026-01: 10' },
        { start: 0.5, end: 1, low: 0, high: 1 / 3, title: '2026-02: -5' },
      ],
      x: {
        ticks: [
          { at: 0.25, label: '2026-01' },
          { at: 0.75, label: '2026-02' },
        ],
      },
    });
  });

  it('is a line over dates, in their order and at their distances', () => {
    const model = chart(
      ['date', 'decimal'],
      [
        ['2026-01-11', 2],
        ['2026-01-01', 1],
        ['2026-01-02', 0.5],
      ],
    );
    expect(model).toMatchObject({
      kind: 'line',
      points: [
        { x: 0, y: 0.5 },
        { x: 0.1, y: 0.25 },
        { x: 1, y: 1 },
      ],
    });
  });

  it('is points for two columns of numbers', () => {
    const model = chart(
      ['integer', 'decimal'],
      [
        [0, 1],
        [10, 2],
        [10, null],
      ],
    );
    expect(model).toMatchObject({
      kind: 'points',
      points: [
        { x: 0, y: 0.5 },
        { x: 1, y: 1 },
      ],
    });
  });

  it('is none where it would say nothing', () => {
    expect(chart(['text', 'integer'], [['a', 1]])).toBeUndefined();
    expect(
      chart(
        ['text', 'integer'],
        [
          ['a', 1],
          ['a', 2],
        ],
      ),
    ).toBeUndefined();
    expect(
      chart(
        ['text', 'text'],
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
      ),
    ).toBeUndefined();
    expect(
      chart(
        ['integer', 'integer', 'integer'],
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ),
    ).toBeUndefined();
    expect(
      chart(
        ['text', 'integer'],
        Array.from({ length: 51 }, (_, n) => [`n${n}`, n]),
      ),
    ).toBeUndefined();
    expect(
      chart(
        ['date', 'integer'],
        [
          ['2026-02-30', 1],
          ['2026-13-01', 2],
        ],
      ),
    ).toBeUndefined();
    expect(chart([], [])).toBeUndefined();
  });

  it('is not confused by numbers that are all 0', () => {
    const model = chart(
      ['integer', 'integer'],
      [
        [0, 0],
        [0, 0],
      ],
    );
    expect(JSON.stringify(model)).not.toContain('null');
  });
});
