import {
  areaOf,
  type Corners,
  fittedToMost,
  isConvex,
  meeting,
  type Point,
  type Straight,
} from '../geometry.ts';
import type { OpenCv } from '../opencv.ts';
import { withMats } from '../opencv.ts';
import type { Grey } from '../picture.ts';

/** A sheet of paper in a photo. */
export interface Sheet {
  corners: Corners;
  /** 0 to 1: the share of its outline where the paper ends and something darker begins. */
  outline: number;
  /** The share of the photo that it covers. */
  covers: number;
}

/**
 * Finds the sheet: the paper is brighter than the table, so at some threshold its area stands out;
 * which one, the outline tells. Each side is a straight line through most of the points of its part of
 * the outline, so a folded corner or a finger does no harm.
 */
export function findSheet(cv: OpenCv, photo: Grey): Sheet | undefined {
  const smooth = closed(cv, photo);
  const candidates = thresholds(smooth).flatMap((limit) => outlinesAt(cv, smooth, limit));
  const sheets = candidates.flatMap((points) => {
    const rough = cornersOfHull(points);
    if (!rough) return [];
    const fine = refined(smooth, refined(smooth, rough, 12), 5);
    const covers = areaOf(fine) / (photo.width * photo.height);
    if (!isConvex(fine) || covers < 0.08 || !fine.every((point) => isNear(point, photo))) return [];
    return [{ corners: fine, outline: outlineOf(smooth, fine), covers }];
  });
  // Of two good outlines the larger one: a box on the sheet has a good one as well.
  return sheets.toSorted((a, b) => b.outline * Math.sqrt(b.covers) - a.outline * Math.sqrt(a.covers))[0];
}

/** Without print: strokes narrower than some 15 pixels are filled with paper. */
function closed(cv: OpenCv, { width, height, data }: Grey): Grey {
  return withMats((keep) => {
    const mat = keep(new cv.Mat(height, width, cv.CV_8UC1));
    mat.data.set(data);
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(9, 9)));
    cv.morphologyEx(mat, mat, cv.MORPH_CLOSE, kernel);
    cv.GaussianBlur(mat, mat, new cv.Size(0, 0), 1.2);
    return { width, height, data: Uint8Array.from(mat.data) };
  });
}

function thresholds({ data }: Grey): number[] {
  const sorted = data.filter((_, i) => i % 37 === 0).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number;
  const [dark, bright] = [at(0.03), at(0.97)];
  return Array.from({ length: 14 }, (_, i) => dark + ((bright - dark) * (i + 1)) / 15);
}

/** The outlines of the large bright areas at a threshold, as the corners of their hulls. */
function outlinesAt(cv: OpenCv, { width, height, data }: Grey, limit: number): Point[][] {
  return withMats((keep) => {
    const mask = keep(new cv.Mat(height, width, cv.CV_8UC1));
    mask.data.set(data.map((value) => (value > limit ? 255 : 0)));
    // Bridges to bright things beside the sheet are thin.
    const kernel = keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(7, 7)));
    cv.morphologyEx(mask, mask, cv.MORPH_OPEN, kernel);
    const contours = keep(new cv.MatVector());
    const hierarchy = keep(new cv.Mat());
    cv.findContours(mask, contours, hierarchy, cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    return Array.from({ length: contours.size() }, (_, i) => keep(contours.get(i)))
      .filter((contour) => cv.contourArea(contour) > 0.06 * width * height)
      .map((contour) => {
        const hull = keep(new cv.Mat());
        cv.convexHull(contour, hull);
        const flat = hull.data32S;
        return Array.from(
          { length: flat.length / 2 },
          (_, k): Point => [flat[2 * k] as number, flat[2 * k + 1] as number],
        );
      });
  });
}

/** The four corners whose sides leave out least of a hull: the hull's longest sides, met with each other. */
function cornersOfHull(hull: readonly Point[]): Corners | undefined {
  const points = evenly(hull, 160);
  // Sides are where the direction stays: points along the hull, split by the four largest of a quadrilateral.
  const four = largestFour(hull);
  if (!four) return undefined;
  const sides = four.map((corner, i) => {
    const next = four[(i + 1) % 4] as Point;
    const length = Math.hypot(next[0] - corner[0], next[1] - corner[1]);
    const near = points.filter((p) => between(p, corner, next, length));
    return fittedToMost(near, Math.max(1.5, length * 0.008))?.line;
  });
  return cornersOf(sides);
}

function between(p: Point, a: Point, b: Point, length: number): boolean {
  const along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / (length * length);
  const off = Math.abs((p[0] - a[0]) * (b[1] - a[1]) - (p[1] - a[1]) * (b[0] - a[0])) / length;
  return along > 0.06 && along < 0.94 && off < 0.08 * length;
}

function cornersOf(sides: readonly (Straight | undefined)[]): Corners | undefined {
  const corners = sides.map((side, i) => {
    const before = sides[(i + 3) % 4];
    return side && before ? meeting(before, side) : undefined;
  });
  return corners.every((corner) => corner !== undefined) ? (corners as unknown as Corners) : undefined;
}

/** Points at even distances along an outline. */
function evenly(outline: readonly Point[], count: number): Point[] {
  const lengths = outline.map(([x, y], i) => {
    const [nx, ny] = outline[(i + 1) % outline.length] as Point;
    return Math.hypot(nx - x, ny - y);
  });
  const step = lengths.reduce((sum, length) => sum + length, 0) / count;
  const points: Point[] = [];
  let left = 0;
  for (const [i, [x, y]] of outline.entries()) {
    const [nx, ny] = outline[(i + 1) % outline.length] as Point;
    const length = lengths[i] as number;
    for (; left < length; left += step)
      points.push([x + ((nx - x) * left) / length, y + ((ny - y) * left) / length]);
    left -= length;
  }
  return points;
}

/** The quadrilateral of a hull's own corners that has most area: from the farthest two, then the farthest from those. */
function largestFour(hull: readonly Point[]): [Point, Point, Point, Point] | undefined {
  const points = hull.length > 60 ? evenly(hull, 60) : hull;
  if (points.length < 4) return undefined;
  let best: [Point, Point, Point, Point] | undefined;
  let most = 0;
  for (let i = 0; i < points.length; i++)
    for (let k = i + 2; k < points.length; k++) {
      const [a, c] = [points[i] as Point, points[k] as Point];
      let [b, d]: [Point | undefined, Point | undefined] = [undefined, undefined];
      let [farB, farD] = [0, 0];
      for (let j = 0; j < points.length; j++) {
        const p = points[j] as Point;
        const side = (c[0] - a[0]) * (p[1] - a[1]) - (c[1] - a[1]) * (p[0] - a[0]);
        if (side > farB) [b, farB] = [p, side];
        if (-side > farD) [d, farD] = [p, -side];
      }
      if (b && d && farB + farD > most) {
        most = farB + farD;
        best = [a, d, c, b];
      }
    }
  return best;
}

/** Moves each side to where the brightness falls most steeply, within some pixels. */
function refined(photo: Grey, corners: Corners, reach: number): Corners {
  const sides = corners.map((a, i) => {
    const b = corners[(i + 1) % 4] as Point;
    const points = edgePoints(photo, a, b, inwards(corners, a, b), reach).flatMap(({ point, drop }) =>
      drop > 8 ? [point] : [],
    );
    return points.length > 12 ? (fittedToMost(points, 1.2)?.line ?? undefined) : undefined;
  });
  return cornersOf(sides) ?? corners;
}

/** The direction from a side to the middle of the sheet, of length 1. */
function inwards(corners: Corners, a: Point, b: Point): Point {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const normal: Point = [(b[1] - a[1]) / length, (a[0] - b[0]) / length];
  const middle: Point = [
    corners.reduce((s, [x]) => s + x, 0) / 4,
    corners.reduce((s, [, y]) => s + y, 0) / 4,
  ];
  const sign = Math.sign((middle[0] - a[0]) * normal[0] + (middle[1] - a[1]) * normal[1]);
  return [normal[0] * sign, normal[1] * sign];
}

function edgePoints(
  photo: Grey,
  a: Point,
  b: Point,
  inner: Point,
  reach: number,
): { point: Point; drop: number }[] {
  const count = 70;
  const value = (x: number, y: number): number => {
    const [i, j] = [Math.round(x), Math.round(y)];
    return i < 0 || j < 0 || i >= photo.width || j >= photo.height
      ? -1
      : (photo.data[j * photo.width + i] as number);
  };
  return Array.from({ length: count }, (_, k) => {
    const t = 0.04 + (0.92 * k) / (count - 1);
    const [x, y] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    let [best, drop] = [0, -1];
    for (let d = -reach; d <= reach; d += 0.5) {
      const inside = value(x + inner[0] * (d + 2), y + inner[1] * (d + 2));
      const outside = value(x + inner[0] * (d - 2), y + inner[1] * (d - 2));
      if (inside < 0 || outside < 0) continue;
      if (inside - outside > drop) [best, drop] = [d, inside - outside];
    }
    return { point: [x + inner[0] * best, y + inner[1] * best] as const, drop };
  });
}

function outlineOf(photo: Grey, corners: Corners): number {
  const shares = corners.map((a, i) => {
    const b = corners[(i + 1) % 4] as Point;
    const points = edgePoints(photo, a, b, inwards(corners, a, b), 3);
    return points.filter(({ drop }) => drop > 10).length / points.length;
  });
  // The worst side counts as well: three good ones are no sheet.
  return (shares.reduce((sum, share) => sum + share, 0) / 4) * 0.7 + Math.min(...shares) * 0.3;
}

const isNear = ([x, y]: Point, { width, height }: Grey): boolean =>
  x > -0.1 * width && x < 1.1 * width && y > -0.1 * height && y < 1.1 * height;
