import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvDialect } from '../../../../src/table/read/csv/scan.ts';
import { csvFields, scanCsv } from '../../../../src/table/read/csv/scan.ts';

const usual: CsvDialect = { delimiter: ',', quote: '"', escape: 'doubled' };

function records(text: string, sizes: number[] = [], dialect: CsvDialect = usual) {
  const found: unknown[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  const scan = (bytes: Buffer, final: boolean) => {
    const scanned = scanCsv(bytes, { dialect, line, final }, (record) => {
      const { bounds, start, end, ...others } = record;
      found.push({ ...others, values: csvFields(bytes, record, dialect) });
    });
    rest = bytes.subarray(scanned.used);
    line = scanned.line;
  };
  let bytes = Buffer.from(text);
  for (const size of sizes) {
    scan(Buffer.concat([rest, bytes.subarray(0, size)]), false);
    bytes = bytes.subarray(size);
  }
  scan(Buffer.concat([rest, bytes]), true);
  return found;
}

describe('scanning CSV', () => {
  it('tells lines, fields and line ends', () => {
    expect(records('a,b\r\n"1\n2", "x"\n\nz')).toMatchObject([
      { line: 1, values: ['a', 'b'], lineEnd: 'crlf', padded: false },
      { line: 2, lines: 2, values: ['1\n2', 'x'], lineEnd: 'lf', padded: true },
      { line: 4, values: [''], lineEnd: 'lf' },
      { line: 5, values: ['z'], lineEnd: 'none' },
    ]);
  });

  it('tells the line of a fault', () => {
    expect(records('"a\nb","c\n')).toMatchObject([{ fault: { kind: 'unclosed quote', line: 2, field: 2 } }]);
    expect(records('a,"b\n"c')).toMatchObject([{ fault: { kind: 'text after quote', line: 2, field: 2 } }]);
  });

  it('knows other quotes, backslashes and comments', () => {
    const values = (text: string, dialect: Partial<CsvDialect>) =>
      records(text, [], { ...usual, ...dialect });
    expect(values("'a,''b',\"c\n", { quote: "'" })).toMatchObject([{ values: ["a,'b", '"c'] }]);
    expect(values('"a\\",b\\\\","c""d"\n', { escape: 'backslash' })).toMatchObject([
      { values: ['a",b\\', 'c"d'] },
    ]);
    expect(values('"a,b"\n', { quote: '' })).toMatchObject([{ values: ['"a', 'b"'], quoted: false }]);
    expect(values('# x\na\n#"y\n"#z"', { comment: '#' })).toMatchObject([
      { line: 2, values: ['a'] },
      { line: 4, values: ['#z'] },
    ]);
  });

  it('finds the same wherever the bytes are cut', () => {
    const text = fc
      .array(fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '\r', ' ', 'é'), { maxLength: 20 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 }), (whole, sizes) => {
        expect(records(whole, sizes)).toEqual(records(whole));
      }),
      { numRuns: 500 },
    );
  });
});
