export type Point = readonly [x: number, y: number];

/** The corners of a sheet: upper left, upper right, lower right, lower left. */
export type Corners = readonly [Point, Point, Point, Point];

/** A straight line: a x + b y = c, with (a, b) of length 1. */
export interface Straight {
  a: number;
  b: number;
  c: number;
}

export function through([x0, y0]: Point, [x1, y1]: Point): Straight {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [a, b] = [(y1 - y0) / length, (x0 - x1) / length];
  return { a, b, c: a * x0 + b * y0 };
}

export const distanceTo = ({ a, b, c }: Straight, [x, y]: Point): number => Math.abs(a * x + b * y - c);

/** Where two lines meet; nowhere when they are parallel. */
export function meeting(one: Straight, other: Straight): Point | undefined {
  const determinant = one.a * other.b - other.a * one.b;
  if (Math.abs(determinant) < 1e-6) return undefined;
  return [
    (one.c * other.b - other.c * one.b) / determinant,
    (one.a * other.c - other.a * one.c) / determinant,
  ];
}

/** The line with the least squared distances to some points. */
export function fitted(points: readonly Point[]): Straight {
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const xx = mean(([x]) => (x - mx) ** 2);
  const yy = mean(([, y]) => (y - my) ** 2);
  const xy = mean(([x, y]) => (x - mx) * (y - my));
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [a, b] = [-Math.sin(angle), Math.cos(angle)];
  return { a, b, c: a * mx + b * my };
}

/** The line that most of the points lie on, within `slack`: each two of them are tried. Some may lie anywhere. */
export function fittedToMost(
  points: readonly Point[],
  slack: number,
): { line: Straight; share: number } | undefined {
  let best: Point[] = [];
  const step = Math.max(1, Math.floor(points.length / 24));
  for (let i = 0; i < points.length; i += step)
    for (let j = points.length - 1; j > i + points.length / 4; j -= step) {
      const line = through(points[i] as Point, points[j] as Point);
      const near = points.filter((point) => distanceTo(line, point) <= slack);
      if (near.length > best.length) best = near;
    }
  return best.length < 4 ? undefined : { line: fitted(best), share: best.length / points.length };
}

/** Where the sides of a sheet meet: each side with the one before it. */
export function cornersOf(sides: readonly (Straight | undefined)[]): Corners | undefined {
  const corners = sides.map((side, i) => {
    const before = sides[(i + 3) % 4];
    return side && before ? meeting(before, side) : undefined;
  });
  return corners.every((corner) => corner !== undefined) ? (corners as unknown as Corners) : undefined;
}

export function areaOf(corners: readonly Point[]): number {
  const twice = corners.reduce((sum, [x0, y0], i) => {
    const [x1, y1] = corners[(i + 1) % corners.length] as Point;
    return sum + x0 * y1 - x1 * y0;
  }, 0);
  return Math.abs(twice) / 2;
}

export const isConvex = (corners: readonly Point[]): boolean => {
  const signs = corners.map(([x, y], i) => {
    const [x1, y1] = corners[(i + 1) % corners.length] as Point;
    const [x2, y2] = corners[(i + 2) % corners.length] as Point;
    return Math.sign((x1 - x) * (y2 - y1) - (y1 - y) * (x2 - x1));
  });
  return signs.every((sign) => sign === signs[0]);
};

/**
 * Width to height of a rectangle from its four corners in a photo whose optical axis goes through
 * its middle (Zhang and He, Whiteboard scanning and image enhancement, 2003).
 */
export function proportionOf(corners: Corners, picture: { width: number; height: number }): number {
  const [u0, v0] = [picture.width / 2, picture.height / 2];
  const [m1, m2, m4, m3] = corners.map(([x, y]) => [x - u0, y - v0, 1] as const) as [
    Triple,
    Triple,
    Triple,
    Triple,
  ];
  const k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
  const k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
  const n2 = minus(times(m2, k2), m1);
  const n3 = minus(times(m3, k3), m1);
  const plain = flatProportion(corners);
  const f2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
  const long = Math.max(picture.width, picture.height);
  // Seen from straight above, the focal length cannot be told, and is not needed.
  if (!Number.isFinite(f2) || f2 < (0.4 * long) ** 2 || f2 > (4 * long) ** 2) {
    const usual = (0.8 * long) ** 2;
    const tilted = Math.abs(n2[2]) + Math.abs(n3[2]) > 0.02;
    return tilted ? Math.sqrt(lengthBy(n2, usual) / lengthBy(n3, usual)) : plain;
  }
  return Math.sqrt(lengthBy(n2, f2) / lengthBy(n3, f2));
}

type Triple = readonly [number, number, number];
const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const times = ([x, y, z]: Triple, by: number): Triple => [x * by, y * by, z * by];
const minus = (a: Triple, b: Triple): Triple => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const lengthBy = (n: Triple, f2: number): number => (n[0] ** 2 + n[1] ** 2) / f2 + n[2] ** 2;

const apart = ([x0, y0]: Point, [x1, y1]: Point): number => Math.hypot(x1 - x0, y1 - y0);
const flatProportion = ([tl, tr, br, bl]: Corners): number =>
  (apart(tl, tr) + apart(bl, br)) / (apart(tl, bl) + apart(tr, br));
