import { type Corners, cornersOf, fittedToMost, type Point, through } from '../geometry.ts';
import type { Grey } from '../picture.ts';

/** How far from the edge of the photo a side is cut off by it, in pixels. */
const cutOff = 6;

/**
 * Moves each side to where the brightness falls most steeply, within `reach` pixels. A side that the
 * photo cuts off stays.
 */
export function refined(photo: Grey, corners: Corners, reach: number): Corners {
  const sides = corners.map((a, i) => {
    const b = corners[(i + 1) % 4] as Point;
    const points = edgePoints(photo, a, b, inwards(corners, a, b), reach).flatMap((edge) =>
      edge && isEdge(edge, 0.04) ? [edge.point] : [],
    );
    return (points.length > 12 ? fittedToMost(points, 1.2)?.line : undefined) ?? through(a, b);
  });
  return cornersOf(sides) ?? corners;
}

/**
 * The share of an outline where the paper ends and something darker begins; 0 to 1. What the photo
 * cuts off counts half.
 */
export function outlineOf(photo: Grey, corners: Corners): number {
  const sides = corners.map((a, i) => {
    const b = corners[(i + 1) % 4] as Point;
    const points = edgePoints(photo, a, b, inwards(corners, a, b), 3);
    return {
      share: points.reduce((sum, edge) => sum + weightOf(edge), 0) / points.length,
      isCutOff: points.filter((edge) => !edge).length > 0.6 * points.length,
    };
  });
  const isCutOff = (i: number): boolean => sides[i]?.isCutOff === true;
  // A stripe from edge to edge is no sheet.
  if ((isCutOff(0) && isCutOff(2)) || (isCutOff(1) && isCutOff(3))) return 0;
  const shares = sides.map(({ share }) => share);
  // The worst side counts as well: three good ones are no sheet.
  return (shares.reduce((sum, share) => sum + share, 0) / 4) * 0.7 + Math.min(...shares) * 0.3;
}

/** Right on the line counts a little more than beside it, where curled paper goes: of two outlines the closer one wins. */
function weightOf(edge: Edge | undefined): number {
  if (!edge) return 0.5;
  if (!isEdge(edge, 0.055)) return 0;
  return Math.abs(edge.off) <= 1 ? 1 : 0.85;
}

/** In a shadow, a smaller step is an edge. */
const isEdge = ({ drop, inside }: Edge, share: number): boolean => drop > 3 + share * inside;

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

interface Edge {
  /** Where it is steepest. */
  point: Point;
  /** How far within the side that is, in pixels. */
  off: number;
  /** By how much the brightness falls there, and from what. */
  drop: number;
  inside: number;
}

/** The steepest fall of brightness near points of a side; undefined where the photo ends. */
function edgePoints(photo: Grey, a: Point, b: Point, inner: Point, reach: number): (Edge | undefined)[] {
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
    if (x < cutOff || y < cutOff || x > photo.width - cutOff || y > photo.height - cutOff) return undefined;
    let [best, drop, bright] = [0, -1, 0];
    for (let d = -reach; d <= reach; d += 0.5) {
      const inside = value(x + inner[0] * (d + 2), y + inner[1] * (d + 2));
      const outside = value(x + inner[0] * (d - 2), y + inner[1] * (d - 2));
      if (inside < 0 || outside < 0) continue;
      if (inside - outside > drop) [best, drop, bright] = [d, inside - outside, inside];
    }
    return { point: [x + inner[0] * best, y + inner[1] * best] as const, off: best, drop, inside: bright };
  });
}
