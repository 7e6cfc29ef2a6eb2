import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUserError, UserError } from '../../src/base/error.ts';
import { numberParser, parseArguments, parseNumbers } from '../../src/numbers/parse.ts';

describe('numbers in a text', () => {
  it.each<[string, (number | bigint)[]]>([
    ['1 5 22', [1, 5, 22]],
    ['1,5;22\n-3\t+4\r\n', [1, 5, 22, -3, 4]],
    ['1, 5 ; 22', [1, 5, 22]],
    ['.5 5. 1e3 -2.5E-1', [0.5, 5, 1000, -0.25]],
    ['-0 -0.0', [0, 0]],
    ['9007199254740991 9007199254740993', [9007199254740991, 9007199254740993n]],
    ['-9223372036854775808 +9223372036854775807', [-9223372036854775808n, 9223372036854775807n]],
    ['1e20', [1e20]],
  ])('%j', (text, values) => {
    expect(parseNumbers(text, 'f')).toEqual(values);
  });

  it('come out as they went in, wherever the text is cut into pieces', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => {
        const double = Number(value);
        return Number.isSafeInteger(double) ? double : value;
      }),
    );
    const separator = fc.constantFrom(' ', '\n', ', ', ';', '\r\n', '\t ');
    fc.assert(
      fc.property(fc.array(fc.tuple(number, separator), { minLength: 1 }), fc.nat(9), (list, size) => {
        const text = list
          .map(([value, behind], index) => `${value}${index === list.length - 1 ? '' : behind}`)
          .join('');
        const parser = numberParser('f');
        for (let at = 0; at < text.length; at += size + 1) parser.add(text.slice(at, at + size + 1));
        // Whole doubles past 2^53 are written as integers, and read as such.
        const values = list.map(([value]) =>
          typeof value === 'number' && /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(value)
            ? BigInt(String(value))
            : value,
        );
        fc.pre(values.every((value) => typeof value === 'number' || value === BigInt.asIntN(64, value)));
        expect(parser.end()).toEqual(values);
      }),
    );
  });
});

const how = 'Numbers are written as 42, -1.5 or 6.02e23, apart by blanks, commas, semicolons or lines.';

describe('what is no number is told with its place', () => {
  it.each([
    ['1 x', `f:1:3: "x" is no number. ${how}`],
    ['1\n2 3\n  4a', `f:3:3: "4a" is no number. ${how}`],
    ['1,,2', 'f:1:3: A number is missing here. Write a number, or take the comma or the blank argument out.'],
    ['1,\n', 'f:1:2: A number is missing here. Write a number, or take the comma or the blank argument out.'],
    [',1', 'f:1:1: A number is missing here. Write a number, or take the comma or the blank argument out.'],
    ['NaN', 'f:1:1: "NaN" is no number. NaN and Infinity cannot be reckoned with; leave them out.'],
    ['-inf', 'f:1:1: "-inf" is no number. NaN and Infinity cannot be reckoned with; leave them out.'],
    ['0x1F', 'f:1:1: "0x1F" is no number. Numbers are written in decimal notation: 31, not 0x1F.'],
    ['1e999', 'f:1:1: "1e999" is no number. It is larger than a double can be, which is some 1.8e308.'],
    [
      '9223372036854775808',
      'f:1:1: "9223372036854775808" is no number. It is past 64 bits, up to which integers are exact; write it as 1e20 for the nearest double.',
    ],
    ['−5', 'f:1:1: "−5" is no number. A minus is written as a hyphen: -5.'],
    ["1'000", 'f:1:1: "1\'000" is no number. Thousands are written without a separator: 1234567.'],
    ['', 'There are no numbers in f. Write some, apart by blanks, commas, semicolons or lines.'],
    [' \n\t\n', 'There are no numbers in f. Write some, apart by blanks, commas, semicolons or lines.'],
    ['a 1 b', `f: 2 entries are no numbers: "a" (line 1, column 1) and "b" (line 1, column 5). ${how}`],
    [
      'a b c d e f g',
      `f: 7 entries are no numbers: "a" (line 1, column 1), "b" (line 1, column 3), "c" (line 1, column 5), "d" (line 1, column 7), "e" (line 1, column 9) and 2 more. ${how}`,
    ],
    ['x'.repeat(2000), `f:1:1: "${'x'.repeat(39)}…" is no number. ${how}`],
  ])('%j', (text, message) => {
    expect(messageOf(() => parseNumbers(text, 'f'))).toBe(message);
  });

  it('for arguments by their number', () => {
    expect(parseArguments(['1', '2 3', '4,5'])).toEqual([1, 2, 3, 4, 5]);
    expect(messageOf(() => parseArguments(['1', 'two']))).toBe(`Argument 2: "two" is no number. ${how}`);
    expect(messageOf(() => parseArguments(['1', ' ']))).toBe(
      'Argument 2 is blank. Write a number, or take the comma or the blank argument out.',
    );
    expect(messageOf(() => parseArguments(['1,,2']))).toBe(
      'Argument 1: a number is missing beside a comma. Write a number, or take the comma or the blank argument out.',
    );
    expect(messageOf(() => parseArguments(['a', '', '3']))).toBe(
      `2 entries are no numbers: "a" (argument 1) and nothing (argument 2). ${how}`,
    );
  });

  it('at the same place however the text is cut', () => {
    const text = '1 2\n3, four 5';
    for (let size = 1; size <= text.length; size++) {
      const parser = numberParser('f');
      for (let at = 0; at < text.length; at += size) parser.add(text.slice(at, at + size));
      expect(messageOf(() => parser.end())).toBe(`f:2:4: "four" is no number. ${how}`);
    }
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    if (error instanceof UserError) {
      expect(error.exitCode).toBe(2);
      return formatUserError(error);
    }
  }
  throw new Error('nothing was thrown');
}
