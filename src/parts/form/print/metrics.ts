import fontkit from '@pdf-lib/fontkit';
import { lettersOf } from '../fields/plain-text.ts';

/** What stands for a character that the font lacks. */
const standIn = '□';

/** What is to be known of a font to set text in it. */
export interface Metrics {
  /** The width of a text in lengths of its size. */
  width(text: string): number;
  /** The text with a box for each character that the font lacks. */
  printable(text: string): string;
}

/** The metrics of a TrueType font. Kerning is left out: lines are a little shorter than they are taken for. */
export function metricsOf(bytes: Uint8Array): Metrics {
  const font = fontkit.create(bytes);
  const advances = new Map<number, number>();
  const advance = (codePoint: number): number => {
    const known = advances.get(codePoint);
    if (known !== undefined) return known;
    const width = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
    advances.set(codePoint, width);
    return width;
  };
  const codePoints = (text: string) => Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
  const has = (letter: string) =>
    letter === '\n' || codePoints(letter).every((codePoint) => font.hasGlyphForCodePoint(codePoint));
  return {
    width: (text) => codePoints(text).reduce((sum, codePoint) => sum + advance(codePoint), 0),
    printable: (text) =>
      lettersOf(text)
        .map((letter) => (has(letter) ? letter : standIn))
        .join(''),
  };
}
