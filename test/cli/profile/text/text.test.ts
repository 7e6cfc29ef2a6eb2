import { describe, expect, it } from 'vitest';
import { sparkline } from '../../../../src/cli/profile/text/sparkline.ts';
import { cutTo, displayWidth, padTo, wrapped } from '../../../../src/cli/profile/text/width.ts';

describe('the width of a text on a terminal', () => {
  it.each<[string, number]>([
    ['abc', 3],
    ['日本語', 6],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['مرحبا', 5],
  ])('%s takes %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
    expect(displayWidth(padTo(text, 10, 'left'))).toBe(10);
    expect(displayWidth(cutTo(text.repeat(5), 5))).toBeLessThanOrEqual(5);
  });

  it('breaks lines at blanks', () => {
    expect(wrapped('one two three', 9, '- ')).toBe('- one two\n  three\n');
    expect(wrapped('unbreakable', 5, '')).toBe('unbreakable\n');
  });
});

describe('a row of blocks', () => {
  it('shows counts by their height, none as a blank', () => {
    expect(sparkline([0, 1, 4, 8], 8)).toBe(' ▁▄█');
    expect(sparkline([], 8)).toBe('');
    expect(sparkline([0, 0], 8)).toBe('  ');
  });

  it('puts neighbours together as their mean, the last ones too', () => {
    expect(sparkline([4, 4, 4, 4, 4], 3)).toBe('███');
    expect(sparkline(Array(60).fill(1), 8).length).toBeLessThanOrEqual(8);
  });
});
