import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  justify,
  type Layout,
  ratioOf,
  rowAt,
  shownAt,
} from '../../../src/parts/gallery/layout/justified.ts';

const ratios = fc.array(
  fc.double({ min: 0.5, max: 2.5, noNaN: true }).map((ratio) => ratioOf(ratio, 1)),
  { maxLength: 200 },
);
const room = fc.record({
  width: fc.integer({ min: 200, max: 2000 }),
  gap: fc.integer({ min: 0, max: 20 }),
  rowHeight: fc.integer({ min: 60, max: 300 }),
  caption: fc.integer({ min: 0, max: 40 }),
});

const rowsOf = ({ boxes, rows }: Layout) => rows.map((start, row) => boxes.slice(start, rows[row + 1]));

describe('the justified layout', () => {
  it('fills the width with every row but the last, which is not enlarged', () => {
    fc.assert(
      fc.property(ratios, room, (list, space) => {
        const rows = rowsOf(justify(list, space));
        for (const [at, row] of rows.entries()) {
          const end = (row.at(-1)?.left ?? 0) + (row.at(-1)?.width ?? 0);
          const heights = new Set(row.map(({ height }) => height));
          expect(heights.size).toBe(1);
          const [height = 0] = heights;
          if (at < rows.length - 1) {
            expect(end).toBeCloseTo(space.width, 6);
            if (row.length > 1) expect(height).toBeGreaterThanOrEqual(space.rowHeight - 1e-6);
          } else {
            expect(end).toBeLessThanOrEqual(space.width + 1e-6);
            expect(height).toBeLessThanOrEqual(space.rowHeight);
          }
        }
      }),
    );
  });

  it('keeps every ratio, the order, and the gaps', () => {
    fc.assert(
      fc.property(ratios, room, (list, space) => {
        const layout = justify(list, space);
        expect(layout.boxes).toHaveLength(list.length);
        for (const [at, { width, height }] of layout.boxes.entries())
          expect(width / height).toBeCloseTo(list[at] ?? 0, 6);
        let top = 0;
        for (const row of rowsOf(layout)) {
          for (const [at, box] of row.entries()) {
            expect(box.top).toBeCloseTo(top, 6);
            const before = row[at - 1];
            expect(box.left).toBeCloseTo(before ? before.left + before.width + space.gap : 0, 6);
          }
          top += (row[0]?.height ?? 0) + space.caption + space.gap;
        }
        expect(layout.height).toBeCloseTo(Math.max(0, top - space.gap), 6);
      }),
    );
  });

  it('knows which row is at a height', () => {
    fc.assert(
      fc.property(ratios, room, fc.double({ min: -500, max: 1e5, noNaN: true }), (list, space, y) => {
        const layout = justify(list, space);
        const tops = layout.rows.map((start) => layout.boxes[start]?.top ?? 0);
        expect(rowAt(layout, y)).toBe(
          Math.max(
            0,
            tops.findLastIndex((top) => top <= y),
          ),
        );
      }),
    );
  });

  it('draws at most as many as it may, and those in sight first', () => {
    fc.assert(
      fc.property(ratios, room, fc.integer({ min: -500, max: 50_000 }), (list, space, top) => {
        const layout = justify(list, space);
        const [from, to] = shownAt(layout, top, top + 800, 72);
        expect(to - from).toBeLessThanOrEqual(72);
        expect([from >= 0, to <= list.length, from <= to]).toEqual([true, true, true]);
        const seen = layout.boxes.flatMap((box, at) =>
          box.top + box.height > top && box.top <= top + 800 ? [at] : [],
        );
        if (seen.length <= 40 && top <= layout.height)
          for (const at of seen) expect(at >= from && at < to).toBe(true);
      }),
    );
  });

  it('shows pictures of an unknown size as 4 to 3, and cuts what is very long', () => {
    expect([ratioOf(0, 0), ratioOf(300, 200), ratioOf(9000, 100), ratioOf(1, 100)]).toEqual([
      4 / 3,
      1.5,
      2.5,
      0.5,
    ]);
    expect(justify([], { width: 100, gap: 1, rowHeight: 10, caption: 0 })).toEqual({
      boxes: [],
      rows: [],
      height: 0,
    });
  });
});
