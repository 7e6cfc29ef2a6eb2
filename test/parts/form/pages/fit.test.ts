import { describe, expect, it } from 'vitest';
import type { Control } from '../../../../src/parts/form/controls.ts';
import { fitOf, mostHeight } from '../../../../src/parts/form/pages/fit.ts';

const page = { width: 1654, height: 2339 };

const control = (type: Control['type'], width: number, height: number): Control => ({
  name: 'a',
  id: 'in_a',
  label: 'A',
  type,
  box: { x: 0, y: 0, width, height },
});

describe('letters', () => {
  it('are as high as print of 11 points on an A4 sheet, however many pixels it has', () => {
    const points = (size: { width: number; height: number }) => mostHeight(size) * 210 * (72 / 25.4);
    expect(points(page)).toBeCloseTo(10.8, 1);
    expect(points({ width: 827, height: 1170 })).toBeCloseTo(10.8, 1);
  });

  it('get smaller where a text is too long, and not too small to read', () => {
    const line = control('text', 0.3, 0.02);
    expect(fitOf(line, 'short', page)).toBe('');
    expect(fitOf(line, 'a text of some thirty letters..', page)).toBe('form-fit-8');
    expect(fitOf(line, 'x'.repeat(500), page)).toBe('form-fit-4');
    const area = control('area', 0.5, 0.05);
    expect(fitOf(area, 'one line\nand another', page)).toBe('');
    expect(fitOf(area, 'word '.repeat(40), page)).toMatch(/^form-fit-\d$/);
    expect(fitOf(control('comb', 0.1, 0.02), 'x'.repeat(500), page)).toBe('');
  });
});
