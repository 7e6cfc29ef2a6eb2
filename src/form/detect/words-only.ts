import { blank, type Grey } from '../picture.ts';
import { drawLines, type Line, lengthOf } from './lines.ts';
import type { Place } from './types.ts';

/**
 * The page with white where lines and boxes to tick are, so that reading takes none of them for
 * letters. Short lines stay: they are strokes of letters more often than not.
 */
export function wordsOnly(
  page: Grey,
  across: readonly Line[],
  down: readonly Line[],
  places: readonly Place[],
): Grey {
  const { width, height } = page;
  const erased = blank(width, height);
  drawLines(
    erased,
    across.filter((line) => lengthOf(line) > 90 && (line.beside < 0.15 || lengthOf(line) > 250)),
    false,
    2,
  );
  drawLines(
    erased,
    down.filter((line) => lengthOf(line) > 56),
    true,
    2,
  );
  for (const { box, shape } of places)
    if (shape === 'checkbox' || shape === 'radio' || shape === 'comb')
      for (let y = Math.max(0, box.y - 3); y < Math.min(height, box.y + box.height + 3); y++)
        erased.data.fill(
          1,
          y * width + Math.max(0, box.x - 3),
          y * width + Math.min(width, box.x + box.width + 3),
        );
  return { width, height, data: page.data.map((value, at) => (erased.data[at] ? 255 : value)) };
}
