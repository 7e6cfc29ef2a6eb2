import { describe, expect, it } from 'vitest';
import { clean, problem } from './cleaning.ts';

const table = { Name: [' Ann'], age: ['7'], 'a/b': ['x'] };

describe('columns of rules', () => {
  it('have the names that the rules before have given them', async () => {
    const { columns, changes } = await clean(table, {
      columns: { years: { type: 'integer', title: 'Age' } },
      clean: [
        { rename: { Name: 'name', age: 'years' } },
        { trim: { columns: ['name'] } },
        { compute: { column: 'next', value: 'years + 1' } },
        { keep: { columns: ['next', 'name', 'years'] } },
      ],
    });
    expect(columns).toEqual({ next: ['8'], name: ['Ann'], years: ['7'] });
    // In changes they have those of the file.
    expect(changes).toEqual(['2 Name:  Ann > Ann (trim)']);
  });

  it('can swap names', async () => {
    const { columns } = await clean(table, { clean: [{ rename: { age: 'a/b', 'a/b': 'age' } }] });
    expect(Object.entries(columns)).toEqual([
      ['Name', [' Ann']],
      ['a/b', ['7']],
      ['age', ['x']],
    ]);
  });

  it.each([
    [
      { clean: [{ trim: {} }, { trim: { columns: ['age', 'nam'] } }] },
      '(/tables/t/clean/1/trim/columns/1): There is no column "nam". Did you mean "Name"?',
    ],
    [
      { clean: [{ rename: { zzzzzz: 'x' } }] },
      '(/tables/t/clean/0/rename/zzzzzz): There is no column "zzzzzz". There is "Name", "age", "a/b".',
    ],
    [
      { columns: { 'c/d': { type: 'text' } } },
      '(/tables/t/columns/c~1d): There is no column "c/d". Did you mean "a/b"?',
    ],
    [
      { clean: [{ trim: { columns: ['age', 'age'] } }] },
      '(/tables/t/clean/0/trim/columns/1): The column "age" is named twice. Name it once.',
    ],
    [
      { clean: [{ rename: { age: 'NAME' } }] },
      '(/tables/t/clean/0/rename): There would be two columns named "NAME". Case does not count: give each a name of its own.',
    ],
    [
      { clean: [{ compute: { column: 'AGE', value: '1' } }] },
      '(/tables/t/clean/0/compute/column): There would be two columns named "AGE". Case does not count: give each a name of its own.',
    ],
    [
      { clean: [{ keep: { columns: ['age'] } }, { trim: { columns: ['Name'] } }] },
      '(/tables/t/clean/1/trim/columns/0): There is no column "Name". Did you mean "age"?',
    ],
    [
      {
        columns: { age: { type: 'integer', format: '1 234' } },
        clean: [{ numbers: { format: '1 234', columns: ['age'] } }],
      },
      '(/tables/t/clean/0/numbers): The values of "age" are read by a format twice: here and at /tables/t/columns/age/format. Keep one of the two.',
    ],
    [
      { clean: [{ replace: { find: '(a', with: '', regex: true } }] },
      '(/tables/t/clean/0/replace/find): The regular expression (a is not understood: missing ): (a. Regular expressions are those of RE2, which has no look-around and no references back.',
    ],
    [
      { clean: [{ replace: { find: 'a', with: '\\1', regex: true } }] },
      '(/tables/t/clean/0/replace/with): "\\1" names a group that the regular expression a does not have.',
    ],
    [
      { columns: { age: { pattern: '(?=x)' } } },
      '(/tables/t/columns/age/pattern): The regular expression (?=x) is not understood: invalid perl operator: (?=.',
    ],
    [
      { columns: { x: {}, age: {}, yy: {} } },
      '(/tables/t/columns/x): There are no columns "x", "yy". There is "Name", "age", "a/b".',
    ],
    [
      { clean: [{ keep: { columns: ['age', 'xxxx', 'yyyy'] } }] },
      '(/tables/t/clean/0/keep/columns/1): There are no columns "xxxx", "yyyy". There is',
    ],
  ] as const)('%j are refused', async (rules, message) => {
    expect(await problem(table, structuredClone(rules) as object)).toContain(message);
  });
});
