import { lettersOf } from '../fields/plain-text.ts';
import type { Metrics } from './metrics.ts';

/** Lines of text as they fit into a box. */
export interface Fitted {
  lines: string[];
  size: number;
}

/** The room that a text has, and the size that it has where there is enough; lengths in pixels. */
export interface Room {
  width: number;
  height: number;
  size: number;
  /** Smaller than this nobody reads; what does not fit then is cut. */
  least: number;
  /** Several lines are meant to be there, and no text is made smaller to stand on one. */
  several?: boolean;
}

/** From one line's base to the next one's, in lengths of the size. */
export const lineHeight = 1.2;

/**
 * A text in a box: on one line as long as it does not become small by that, else on as many as there
 * is room for, in the largest size that fits.
 */
export function fitInto(
  text: string,
  { width, height, size, least: smallest, several = false }: Room,
  metrics: Metrics,
): Fitted {
  const usual = Math.min(size, height / lineHeight);
  if (!several && !text.includes('\n')) {
    const oneLine = Math.min(usual, width / Math.max(metrics.width(text), 0.01));
    // A word that is alone is rather small than parted.
    if (oneLine >= usual * (text.includes(' ') ? 0.7 : 0.5)) return { lines: [text], size: oneLine };
  }
  for (let tried = usual; tried >= smallest; tried *= 0.94) {
    const lines = wrapped(text, width / tried, metrics);
    if (lines.length * lineHeight * tried <= height + 0.01) return { lines, size: tried };
  }
  const least = Math.min(smallest, usual);
  const most = Math.max(1, Math.floor(height / (lineHeight * least)));
  const lines = wrapped(text, width / least, metrics);
  if (lines.length <= most) return { lines, size: least };
  return {
    lines: lines.slice(0, most).map((line, at) => (at === most - 1 ? `${line.slice(0, -1)}…` : line)),
    size: least,
  };
}

/** Lines that are no wider than so many lengths of the size; words that are wider are parted. */
function wrapped(text: string, width: number, metrics: Metrics): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(/ +/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (metrics.width(longer) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const letter of lettersOf(word)) {
        if (line !== '' && metrics.width(line + letter) > width) {
          lines.push(line);
          line = '';
        }
        line += letter;
      }
    }
    return [...lines, line];
  });
}
