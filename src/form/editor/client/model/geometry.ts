import { around, type Box, bottom, right } from '../../../box.ts';
import type { Field } from '../../../layout/types.ts';

/** Boxes are fractions of a page here, as in the layout: from 0 to 1, to five places. */
const places = 1e5;
/** No side of a box is shorter: a thing that nobody can see cannot be mended. */
export const least = 0.002;

export const rounded = (value: number): number => Math.round(value * places) / places;
const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** A box with a size, that lies on its page. */
export function onPage({ x, y, width, height }: Box): Box {
  const wide = rounded(clamp(width, least, 1));
  const high = rounded(clamp(height, least, 1));
  return {
    x: rounded(clamp(x, 0, 1 - wide)),
    y: rounded(clamp(y, 0, 1 - high)),
    width: wide,
    height: high,
  };
}

/** The box between two points, cut at the page's edges. */
export function between(a: readonly [number, number], b: readonly [number, number]): Box {
  const [x0, x1] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])].map((x) => clamp(x, 0, 1)) as [
    number,
    number,
  ];
  const [y0, y1] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])].map((y) => clamp(y, 0, 1)) as [
    number,
    number,
  ];
  return onPage({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
}

/** How far boxes can be shifted together, so that all stay on the page. */
export function allowedShift(boxes: readonly Box[], dx: number, dy: number): [number, number] {
  if (boxes.length === 0) return [0, 0];
  const all = around(boxes);
  return [
    clamp(dx, -all.x, Math.max(-all.x, 1 - right(all))),
    clamp(dy, -all.y, Math.max(-all.y, 1 - bottom(all))),
  ];
}

/** A field brought from its box into another; the boxes of its answers, its columns and rows go along. */
export function fitted(field: Field, target: Box): Field {
  const box = onPage(target);
  const from = field.box;
  const across = (x: number): number => box.x + (from.width > 0 ? (x - from.x) / from.width : 0) * box.width;
  const down = (y: number): number => box.y + (from.height > 0 ? (y - from.y) / from.height : 0) * box.height;
  const wide = (width: number): number => (from.width > 0 ? (width / from.width) * box.width : width);
  const high = (height: number): number => (from.height > 0 ? (height / from.height) * box.height : height);
  const { options, columns, rows } = field;
  return {
    ...field,
    box,
    ...(options
      ? {
          options: options.map(({ label, box: own }) =>
            own
              ? {
                  label,
                  box: onPage({
                    x: across(own.x),
                    y: down(own.y),
                    width: wide(own.width),
                    height: high(own.height),
                  }),
                }
              : { label },
          ),
        }
      : {}),
    ...(columns
      ? {
          columns: columns.map(({ label, x, width }) => ({
            label,
            ...span(across(x), wide(width)),
          })),
        }
      : {}),
    ...(rows
      ? {
          rows: rows.map(({ label, y, height }) => {
            const { x: top, width: tall } = span(down(y), high(height));
            return { label, y: top, height: tall };
          }),
        }
      : {}),
  };
}

/** A stretch of a page's side, on the page. */
export function span(from: number, length: number): { x: number; width: number } {
  const { x, width } = onPage({ x: from, y: 0, width: length, height: 1 });
  return { x, width };
}
