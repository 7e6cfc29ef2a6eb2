import { type Line, lengthOf, linesAcross } from '../detect/lines.ts';
import type { Corners } from '../geometry.ts';
import { type OpenCv, withMats } from '../opencv.ts';
import type { Grey } from '../picture.ts';

/** The square root of an A4 sheet's pixels at 200 to the inch: the size that the detector works at. */
const side = 1967;

/** The sheet with these corners, seen from straight above; `proportion` is its width to its height. */
export function straightened(cv: OpenCv, photo: Grey, corners: Corners, proportion: number): Grey {
  const width = Math.round(side * Math.sqrt(proportion));
  const height = Math.round(side / Math.sqrt(proportion));
  return withMats((keep) => {
    const source = keep(new cv.Mat(photo.height, photo.width, cv.CV_8UC1));
    source.data.set(photo.data);
    const from = keep(cv.matFromArray(4, 1, cv.CV_32FC2, corners.flat()));
    const onto = keep(cv.matFromArray(4, 1, cv.CV_32FC2, [0, 0, width, 0, width, height, 0, height]));
    const transform = keep(cv.getPerspectiveTransform(from, onto));
    const page = keep(new cv.Mat());
    cv.warpPerspective(
      source,
      page,
      transform,
      new cv.Size(width, height),
      cv.INTER_CUBIC,
      cv.BORDER_REPLICATE,
      new cv.Scalar(),
    );
    return { width, height, data: Uint8Array.from(page.data) };
  });
}

/** A scan at the size that the detector works at, its proportion kept. */
export function fitted(cv: OpenCv, scan: Grey): Grey {
  const { width, height } = scan;
  const factor = side / Math.sqrt(width * height);
  if (Math.abs(factor - 1) < 0.02) return scan;
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(scan.data);
    const page = keep(new cv.Mat());
    const size = new cv.Size(Math.round(width * factor), Math.round(height * factor));
    cv.resize(source, page, size, 0, 0, factor < 1 ? cv.INTER_AREA : cv.INTER_CUBIC);
    return { width: size.width, height: size.height, data: Uint8Array.from(page.data) };
  });
}

/** The small angle that a page's lines have; 0 where it does not show. */
export function slantOf(page: Grey): number {
  const angle = middleSlope(linesAcross(page, 150).filter((line) => lengthOf(line) > 150));
  return Math.abs(angle) < 0.0012 || Math.abs(angle) > 0.1 ? 0 : angle;
}

/** Turned by a small angle. */
export function levelled(cv: OpenCv, page: Grey, angle: number): Grey {
  if (angle === 0) return page;
  return withMats((keep) => {
    const { width, height } = page;
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(page.data);
    const turn = keep(
      cv.getRotationMatrix2D(new cv.Point(width / 2, height / 2), (angle * 180) / Math.PI, 1),
    );
    const result = keep(new cv.Mat());
    cv.warpAffine(
      source,
      result,
      turn,
      new cv.Size(width, height),
      cv.INTER_CUBIC,
      cv.BORDER_REPLICATE,
      new cv.Scalar(),
    );
    return { width, height, data: Uint8Array.from(result.data) };
  });
}

/** The slope that half of the lines, by their length, are below. */
function middleSlope(lines: readonly Line[]): number {
  const sorted = lines
    .map((line) => ({ slope: (line.y1 - line.y0) / lengthOf(line), length: lengthOf(line) }))
    .toSorted((a, b) => a.slope - b.slope);
  let left = sorted.reduce((sum, { length }) => sum + length, 0) / 2;
  if (left < 500) return 0;
  for (const { slope, length } of sorted) {
    left -= length;
    if (left <= 0) return slope;
  }
  return 0;
}
