import { areaOf, type Corners, cornersOf, isConvex, type Point, type Straight } from '../geometry.ts';
import { type OpenCv, withMats } from '../opencv.ts';
import type { Grey } from '../picture.ts';

/** How many lines are tried, and how many sheets are made of them. */
const most = { lines: 40, sheets: 8 };

/**
 * What may be the sheet since four straight edges close it, each with the brighter side within: a
 * shadow that parts the sheet's area in two does no harm to these.
 */
export function edgedSheets(cv: OpenCv, smooth: Grey): Corners[] {
  const { width, height } = smooth;
  // The photo's own edges, for a sheet that it cuts off.
  const around: Straight[] = [
    { a: 1, b: 0, c: 0 },
    { a: 1, b: 0, c: width - 1 },
    { a: 0, b: 1, c: 0 },
    { a: 0, b: 1, c: height - 1 },
  ];
  const sides = [...linesOf(cv, smooth), ...around].map((line) => ({
    line,
    support: supportOf(line, smooth),
  }));
  const pairs = sides.flatMap((one, i) =>
    sides.slice(i + 1).flatMap((other): [Side, Side][] => {
      const isOpposite = Math.abs(crossing(one.line, other.line)) < 0.6;
      return isOpposite && apart(one.line, other.line, smooth) > 0.2 * smooth.height ? [[one, other]] : [];
    }),
  );
  const found: { corners: Corners; value: number }[] = [];
  for (const [i, [a, c]] of pairs.entries())
    for (const [b, d] of pairs.slice(i + 1)) {
      if (Math.abs(crossing(a.line, b.line)) < 0.5) continue;
      const corners = cornersOf([a.line, b.line, c.line, d.line]);
      if (!corners || !isConvex(corners)) continue;
      const covers = areaOf(corners) / (width * height);
      if (covers < 0.08 || covers > 1.05) continue;
      const shares = [a, b, c, d].map((side, k) => shareOf(side, corners, k));
      const least = Math.min(...shares);
      if (least < 0.3) continue;
      const mean = shares.reduce((sum, share) => sum + share, 0) / 4;
      found.push({ corners, value: (0.6 * mean + 0.4 * least) * Math.sqrt(covers) });
    }
  return found
    .toSorted((x, y) => y.value - x.value)
    .slice(0, most.sheets)
    .map(({ corners }) => corners);
}

interface Side {
  line: Straight;
  support: Support;
}

/** Straight edges of the picture, the longest first; of those that nearly agree the first. */
function linesOf(cv: OpenCv, { width, height, data }: Grey): Straight[] {
  return withMats((keep) => {
    const mat = keep(new cv.Mat(height, width, cv.CV_8UC1));
    // By the logarithm an edge in a shadow is as steep as one in full light.
    const bent = Uint8Array.from(
      { length: 256 },
      (_, v) => (255 * Math.log1p(v / 12)) / Math.log1p(255 / 12),
    );
    mat.data.set(data.map((value) => bent[value] as number));
    cv.Canny(mat, mat, 12, 30, 3, true);
    const lines = keep(new cv.Mat());
    cv.HoughLines(mat, lines, 1, Math.PI / 360, Math.round(0.11 * Math.min(width, height)));
    const kept: Straight[] = [];
    for (let i = 0; i < lines.rows && kept.length < most.lines; i++) {
      const [rho, theta] = [lines.data32F[2 * i] as number, lines.data32F[2 * i + 1] as number];
      const line = { a: Math.cos(theta), b: Math.sin(theta), c: rho };
      if (!kept.some((other) => isNearly(line, other, width, height))) kept.push(line);
    }
    return kept;
  });
}

/** How far two lines are from being parallel: the sine of the angle between them. */
const crossing = (one: Straight, other: Straight): number => one.a * other.b - other.a * one.b;

const offset = ({ a, b, c }: Straight, x: number, y: number): number => a * x + b * y - c;

/** Whether two lines are the same within some pixels, all over the middle of the picture. */
function isNearly(one: Straight, other: Straight, width: number, height: number): boolean {
  const sine = crossing(one, other);
  if (Math.abs(sine) > 0.06) return false;
  const sign = Math.sign(one.a * other.a + one.b * other.b);
  const [x, y] = [width / 2, height / 2];
  return Math.abs(offset(one, x, y) - sign * offset(other, x, y)) < 14;
}

function apart(one: Straight, other: Straight, { width, height }: Grey): number {
  const sign = Math.sign(one.a * other.a + one.b * other.b);
  return Math.abs(offset(one, width / 2, height / 2) - sign * offset(other, width / 2, height / 2));
}

/** Sums along a line, in steps of two pixels, of where one side of it is the brighter one. */
interface Support {
  /** Where the side that (a, b) points to is brighter, and where the other is; outside of the photo half of each. */
  plus: Float32Array;
  minus: Float32Array;
  /** The first step is this far from the foot of the line. */
  from: number;
}

const step = 2;

function supportOf({ a, b, c }: Straight, { width, height, data }: Grey): Support {
  const reach = Math.hypot(width, height);
  const count = Math.ceil((2 * reach) / step);
  const [plus, minus] = [new Float32Array(count + 1), new Float32Array(count + 1)];
  const value = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height
      ? -1
      : (data[Math.floor(y) * width + Math.floor(x)] as number);
  for (let k = 0; k < count; k++) {
    const t = k * step - reach;
    const [x, y] = [a * c - b * t, b * c + a * t];
    let [up, down, isInside] = [0, 0, false];
    // The line may be some pixels off at its ends.
    for (const d of [-3, 0, 3]) {
      const one = value(x + a * (d + 3), y + b * (d + 3));
      const other = value(x + a * (d - 3), y + b * (d - 3));
      if (one < 0 || other < 0) continue;
      isInside = true;
      if (one > 1.05 * other + 3) up = 1;
      if (other > 1.05 * one + 3) down = 1;
    }
    plus[k + 1] = (plus[k] as number) + (isInside ? up : 0.5);
    minus[k + 1] = (minus[k] as number) + (isInside ? down : 0.5);
  }
  return { plus, minus, from: -reach };
}

/** The share of a side, from its corner to the next, that has the sheet's inside as its brighter side. */
function shareOf({ line, support }: Side, corners: Corners, index: number): number {
  const along = ([x, y]: Point): number => -line.b * x + line.a * y;
  const [one, other] = [along(corners[index] as Point), along(corners[(index + 1) % 4] as Point)];
  const last = support.plus.length - 1;
  const at = (t: number): number => Math.max(0, Math.min(last, Math.round((t - support.from) / step)));
  const [i, j] = [at(Math.min(one, other)), at(Math.max(one, other))];
  if (j - i < 20) return 0;
  const [x, y] = corners[(index + 2) % 4] as Point;
  const sums = offset(line, x, y) > 0 ? support.plus : support.minus;
  return ((sums[j] as number) - (sums[i] as number)) / (j - i);
}
