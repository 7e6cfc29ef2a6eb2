import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { glob, like } from '../../../../src/parts/dataset/engine/wildcard.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'c', '-', ']', '[', '^', '*', '%'),
  maxLength: 8,
});
const pattern = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'c', '%', '_', '*', '?', '[', ']', '^', '-', '[^', '[a-c]', '[]'),
  maxLength: 8,
});

function sqlite(operator: 'LIKE' | 'GLOB'): (text: string, pattern: string) => boolean {
  const db = new DatabaseSync(':memory:');
  onTestFinished(() => db.close());
  const statement = db.prepare(`SELECT ? ${operator} ? AS found`);
  return (text, pattern) => statement.get(text, pattern)?.['found'] === 1;
}

describe('wildcards', () => {
  it('of LIKE are those of SQLite', () => {
    const asked = sqlite('LIKE');
    fc.assert(
      fc.property(text, pattern, (text, pattern) => {
        expect(like(pattern)(text)).toBe(asked(text, pattern));
      }),
      { numRuns: 5000 },
    );
  });

  it('of GLOB are those of SQLite', () => {
    const asked = sqlite('GLOB');
    fc.assert(
      fc.property(text, pattern, (text, pattern) => {
        expect(glob(pattern)(text)).toBe(asked(text, pattern));
      }),
      { numRuns: 5000 },
    );
  });

  it('LIKE knows the case of all alphabets, and a code point as one character', () => {
    expect(like('É_É%')('été 😀')).toBe(true);
    expect(like('_')('😀')).toBe(true);
    expect(glob('?')('😀')).toBe(true);
    expect(glob('[😀-😂]')('😁')).toBe(true);
  });

  it('of many runs come to an end', () => {
    const many = 'a%'.repeat(60);
    expect(like(`${many}b`)('a'.repeat(20_000))).toBe(false);
  });
});
