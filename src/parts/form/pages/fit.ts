import type { Control } from '../controls.ts';

interface Size {
  width: number;
  height: number;
}

/** The highest letters of a page, in widths of it: as print of 11 points, if it were an A4 sheet. */
export const mostHeight = ({ width, height }: Size): number => (0.0153 * Math.sqrt(width * height)) / width;

/** How wide a letter is, and how far lines are apart, for one that is as high as 1. */
const LETTER = 0.6;
const LINE = 1.35;

/** A class that makes a long text small enough for its place, where that is not too small to read. */
export function fitOf({ type, box }: Control, text: string, page: Size | undefined): string {
  if (!page || (type !== 'text' && type !== 'area')) return '';
  const height = (box.height * page.height) / page.width;
  const usual = Math.min(0.74 * height, mostHeight(page));
  const isEnough = (tenths: number) => {
    const letter = (usual * tenths) / 10;
    const most = Math.max(1, Math.floor((0.98 * box.width) / (LETTER * letter)));
    if (type === 'text') return text.length <= most;
    const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / most)), 0);
    return lines * LINE * letter <= 0.98 * height;
  };
  const tenths = [10, 9, 8, 7, 6, 5, 4].find(isEnough) ?? 4;
  return tenths === 10 ? '' : `form-fit-${tenths}`;
}
