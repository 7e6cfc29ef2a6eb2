import type { Place } from '../../../src/form/detect/types.ts';
import { type Understood, understood } from '../../../src/form/layout/understood.ts';
import type { Word } from '../../../src/form/words/read.ts';

export const size = { width: 1654, height: 2339 };

/** Words of a row, as Tesseract would read them: 12 pixels a letter. */
export function words(text: string, x: number, y: number, height = 22): Word[] {
  let left = x;
  return text.split(' ').map((one) => {
    const word = { text: one, confidence: 0.95, box: { x: left, y, width: one.length * 12, height } };
    left += (one.length + 0.7) * 12;
    return word;
  });
}

export const line = (x: number, y: number, width: number, more: Partial<Place> = {}): Place => ({
  box: { x, y, width, height: 44 },
  shape: 'text',
  confidence: 0.9,
  ...more,
});

export const framed = (x: number, y: number, width: number, more: Partial<Place> = {}): Place =>
  line(x, y, width, { frame: { x, y, width, height: 44 }, ...more });

export const tick = (x: number, y: number, shape: 'checkbox' | 'radio' = 'checkbox'): Place => ({
  box: { x, y, width: 24, height: 24 },
  shape,
  confidence: 0.9,
});

/** The label of each place, in the order in which the places were given. */
export const labelsOf = (places: readonly Place[], found: readonly Word[][]): string[] => {
  const all = understood({ ...size, places, words: found.flat() });
  return places.map((place) => (all.find((one) => one.place === place) as Understood).label);
};
