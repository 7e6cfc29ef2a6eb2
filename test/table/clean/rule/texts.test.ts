import { describe, expect, it } from 'vitest';
import { clean, values } from '../cleaning.ts';

describe('trim', () => {
  it('takes white space of all kinds off both ends, and leaves no value where nothing is left', async () => {
    expect(
      await values(['\ta b ', '\u00a0\u2003x\u3000', '\ufeffid', ' \r\n ', null, 'y'], { trim: {} }),
    ).toEqual(['a b', 'x', 'id', null, null, 'y']);
  });

  it('counts and lists the cells that it changes, and no others', async () => {
    const { columns, summary, changes } = await clean(
      { a: [' x', 'y', null], b: ['z ', ' ', 'z'], c: [' ', 'u ', 'v'] },
      { clean: [{ trim: { columns: ['a', 'b'] } }] },
    );
    expect(columns).toEqual({ a: ['x', 'y', null], b: ['z', null, 'z'], c: [' ', 'u ', 'v'] });
    expect(summary?.changed).toEqual([{ rule: 'trim', cells: 3 }]);
    expect(changes).toEqual(['2 a:  x > x (trim)', '2 b: z  > z (trim)', '3 b:   > null (trim)']);
  });
});

describe('collapse', () => {
  it('makes one space of each run of white space', async () => {
    expect(await values(['a  b\t\nc', '  a ', '\u00a0', 'a\u2009b', null], { collapse: {} })).toEqual([
      'a b c',
      ' a ',
      ' ',
      'a b',
      null,
    ]);
  });
});

describe('case', () => {
  it.each([
    ['upper', ['ÉCOLE', 'ΣΊΣΥΦΟΣ', "O'NEIL-LOWE", null]],
    ['lower', ['école', 'σίσυφοσ', "o'neil-lowe", null]],
    ['title', ['École', 'Σίσυφοσ', "O'neil-Lowe", null]],
  ] as const)('%s', async (to, expected) => {
    expect(await values(['éCOLE', 'ΣΊΣΥΦΟΣ', "o'NEIL-lowe", null], { case: { to, columns: ['a'] } })).toEqual(
      expected,
    );
  });

  it('title begins a word after spaces, hyphens and brackets', async () => {
    expect(
      await values(['  two  words ', 'new-york (east) 3RD', '$ ?', ''], {
        case: { to: 'title', columns: ['a'] },
      }),
    ).toEqual(['  Two  Words ', 'New-York (East) 3rd', '$ ?', '']);
  });
});

describe('nulls', () => {
  it('makes no value of a text that is a marker as a whole, with its case', async () => {
    expect(
      await values(['NA', 'na', 'NA ', 'NAN', "it's", '-', null], {
        nulls: { markers: ['NA', '-', "it's"] },
      }),
    ).toEqual([null, 'na', 'NA ', 'NAN', null, null, null]);
  });

  it('leaves NA a name where nothing else is said', async () => {
    const { columns, raw } = await clean({ name: ['NA', 'Ann', 'null'] }, { clean: [{ trim: {} }] });
    expect(columns).toEqual({ name: ['NA', 'Ann', 'null'] });
    expect(raw).toEqual([{ name: 'name', kind: 'any' }]);
  });

  it('knows markers of one column, before any other rule', async () => {
    const { columns, changes } = await clean(
      { name: ['NA', 'Ann'], age: ['NA', '-'] },
      { columns: { age: { nulls: ['NA', '-'] } }, clean: [{ replace: { find: '-', with: '7' } }] },
    );
    expect(columns).toEqual({ name: ['NA', 'Ann'], age: [null, null] });
    expect(changes).toEqual(['2 age: NA > null (nulls of columns)', '3 age: - > null (nulls of columns)']);
  });
});

describe('replace', () => {
  it('takes NUL characters', async () => {
    expect(await values(['a\0b', "it's"], { replace: { find: '\0', with: '' } })).toEqual(['ab', "it's"]);
    expect(await values(["a'b"], { replace: { find: "'", with: "\0'" } })).toEqual(["a\0'b"]);
  });

  it.each([
    ['a text, at all its places', { find: '.', with: ',' }, ['a,b,', 'c(d)', null, null]],
    ['a text by nothing', { find: '(d)', with: '' }, ['a.b.', 'c', null, null]],
    [
      'what a regular expression matches',
      { find: '[a-c]\\.?', with: '_', regex: true },
      ['__', '_(d)', null, null],
    ],
    [
      'with what groups matched',
      { find: '(.)\\((.)\\)', with: '\\2\\1', regex: true },
      ['a.b.', 'dc', null, null],
    ],
    ['a whole text', { find: '^.*$', with: '', regex: true }, [null, null, null, null]],
  ])('%s', async (_, replace, expected) => {
    expect(await values(['a.b.', 'c(d)', null, null], { replace })).toEqual(expected);
  });
});
