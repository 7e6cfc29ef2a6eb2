import { areaOf, type Corners, isConvex, type Point } from '../geometry.ts';
import type { OpenCv } from '../opencv.ts';
import { withMats } from '../opencv.ts';
import type { Grey } from '../picture.ts';
import { brightAreas } from './bright.ts';
import { edgedSheets } from './edges.ts';
import { outlineOf, refined } from './outline.ts';

/** A sheet of paper in a photo. */
export interface Sheet {
  corners: Corners;
  /** 0 to 1: the share of its outline where the paper ends and something darker begins. */
  outline: number;
  /** The share of the photo that it covers. */
  covers: number;
}

/**
 * Finds the sheet: candidates are the large bright areas, and what straight edges close; which of them
 * it is, the outline tells.
 */
export function findSheet(cv: OpenCv, photo: Grey): Sheet | undefined {
  const smooth = withoutPrint(cv, photo);
  const candidates = [...brightAreas(cv, smooth), ...edgedSheets(cv, smooth)];
  const sheets = candidates.flatMap((rough): Sheet[] => {
    const fine = refined(smooth, refined(smooth, rough, 12), 5);
    const covers = areaOf(fine) / (photo.width * photo.height);
    if (!isConvex(fine) || covers < 0.08 || !fine.every((point) => isNear(point, photo))) return [];
    return [{ corners: fine, outline: outlineOf(smooth, fine), covers }];
  });
  return sheets.toSorted((a, b) => worth(b) - worth(a))[0];
}

/** Of two good outlines the larger one: a box on the sheet has a good one as well. */
const worth = ({ outline, covers }: Sheet): number => outline ** 2.5 * Math.sqrt(covers);

/** Without print: strokes narrower than some 15 pixels are filled with paper. */
export function withoutPrint(cv: OpenCv, { width, height, data }: Grey): Grey {
  return withMats((keep) => {
    const mat = keep(new cv.Mat(height, width, cv.CV_8UC1));
    mat.data.set(data);
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(9, 9)));
    cv.morphologyEx(mat, mat, cv.MORPH_CLOSE, kernel);
    cv.GaussianBlur(mat, mat, new cv.Size(0, 0), 1.2);
    return { width, height, data: Uint8Array.from(mat.data) };
  });
}

const isNear = ([x, y]: Point, { width, height }: Grey): boolean =>
  x > -0.1 * width && x < 1.1 * width && y > -0.1 * height && y < 1.1 * height;
