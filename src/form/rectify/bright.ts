import { type Corners, cornersOf, fittedToMost, type Point } from '../geometry.ts';
import { type OpenCv, withMats } from '../opencv.ts';
import type { Grey } from '../picture.ts';

/**
 * What may be the sheet since it is brighter than the table: at each of some thresholds the large
 * bright areas, and of each the four sides. Each side is a straight line through most of the points
 * of its part of the outline, so a folded corner or a finger does no harm.
 */
export function brightAreas(cv: OpenCv, smooth: Grey): Corners[] {
  return thresholds(smooth)
    .flatMap((limit) => outlinesAt(cv, smooth, limit))
    .map(cornersOfHull)
    .filter((corners) => corners !== undefined);
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
