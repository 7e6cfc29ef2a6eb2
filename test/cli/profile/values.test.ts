import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, numberText, shareText, shortNumber, valueText } from '../../../src/cli/profile/values.ts';

describe('a number as people read it', () => {
  it.each<[number, string]>([
    [0, '0'],
    [1970, '1970'],
    [-1234.5, '-1234.5'],
    [12345, '12,345'],
    [1234567.891, '1,234,568'],
    [15.512266009852217, '15.5123'],
    [0.1, '0.1'],
    [0.00012345678, '0.00012346'],
    [0.00001, '1e-5'],
    [1e15, '1e15'],
    [9007199254740992, '9.0072e15'],
    [-2.5e300, '-2.5e300'],
    [5e-324, '4.94066e-324'],
  ])('%d is %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it('says the number to some six digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const read = Number(numberText(value).replaceAll(',', ''));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.abs(value) * 5.01e-5);
      }),
    );
  });
});

describe('a number in a narrow place', () => {
  it.each<[number, number, string]>([
    [22018988.5, 8, '22.02M'],
    [2767891499, 10, '2.768bn'],
    [1.5e12, 8, '1.5tn'],
    [-22018988, 8, '-22.02M'],
    [618454, 8, '618,454'],
    [0.123456, 8, '0.1235'],
    [3.24114, 8, '3.2411'],
    [123456.789, 8, '123,457'],
    [1e20, 8, '1e20'],
    [-1.7e308, 10, '-1.7e308'],
    [2 ** 53, 10, '9.0072e15'],
    [-1.2345e-300, 9, '-1.2e-300'],
  ])('%d in %i characters is %s', (value, width, text) => {
    expect(shortNumber(value, width)).toBe(text);
  });

  it('fits into 9 characters, and is not far off', () => {
    const any = fc.double({ noNaN: true, min: -1e307, max: 1e307 });
    const small = fc.double({ noNaN: true, min: -2, max: 2 });
    fc.assert(
      fc.property(fc.oneof(any, small), (value) => {
        const text = shortNumber(value, 9);
        expect(text.length).toBeLessThanOrEqual(9);
        expect(Math.abs(read(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.0500001);
      }),
      { numRuns: 1000 },
    );
  });
});

function read(text: string): number {
  const units: Record<string, number> = { M: 1e6, bn: 1e9, tn: 1e12 };
  const unit = /[a-zA-Z]+$/.exec(text)?.[0] ?? '';
  return Number(text.slice(0, text.length - unit.length).replaceAll(',', '')) * (units[unit] ?? 1);
}

describe('a share', () => {
  it.each<[number, number, string]>([
    [0, 10, '0 %'],
    [1, 10_000, '< 0.1 %'],
    [1, 3, '33 %'],
    [1, 30, '3.3 %'],
    [9999, 10_000, '> 99.9 %'],
    [999, 1000, '99.9 %'],
    [10, 10, '100 %'],
    [0, 0, '0 %'],
  ])('%d of %d is %s', (part, whole, text) => {
    expect(shareText(part, whole)).toBe(text);
  });
});

describe('a value', () => {
  it('keeps all digits of a large integer, and texts as they are', () => {
    expect(valueText('9223372036854775807', true)).toBe('9,223,372,036,854,775,807');
    expect(valueText('007', false)).toBe('007');
    expect(valueText(true, false)).toBe('true');
    expect(valueText(null, true)).toBe('');
  });

  it('is cut between characters', () => {
    expect(cutText('😀😀😀', 2)).toBe('😀…');
    expect(cutText('abc', 3)).toBe('abc');
  });
});
