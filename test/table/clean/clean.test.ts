import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnOptions } from '../../../src/table/clean/column/options.ts';
import type { Rule } from '../../../src/table/clean/rule/options.ts';
import { cleaningSummary } from '../../../src/table/clean/summary.ts';
import type { ColumnKind } from '../../../src/table/raw.ts';
import type { CleanedTable, Columns, Rules } from './cleaning.ts';
import { clean, problem } from './cleaning.ts';

const orders: Columns = {
  id: ['007', '008', '008', null, '010'],
  price: ['1 234,50', '0,99', '0,99', null, 'free'],
  paid: ['1.2.2026', '31.2.2026', '3.2.2026', null, '-'],
};

const rules: Rules = {
  columns: {
    price: { type: 'decimal', format: '1 234,56', title: 'Price', unit: 'EUR', max: 1000 },
    paid: { type: 'date', format: 'D.M.YYYY', nulls: ['-'] },
  },
  clean: [{ dropEmptyRows: {} }, { dropDuplicates: { columns: ['id'] } }],
};

describe('a table without rules', () => {
  it('stays as it is', async () => {
    const { columns, summary, rejects } = await clean(orders, {});
    expect(columns).toEqual(orders);
    expect({ summary, rejects }).toEqual({ summary: undefined, rejects: [] });
    expect((await clean(orders, { columns: {}, clean: [], onError: 'reject' })).summary).toBeUndefined();
  });
});

describe('values that break rules', () => {
  it('fail the build, the first five with their places', async () => {
    expect(await problem(orders, rules)).toBe(
      't.csv:2: "price": "1234.50" is more than 1000. 2 more broke a rule: t.csv:3 "paid": "31.2.2026" is no date ' +
        'as in D.M.YYYY; t.csv:6 "price": "free" is no decimal as in 1 234,56. Mend the data or the rules, or set ' +
        '"onError" of the table to "reject" or "null".',
    );
    const many = { a: Array.from({ length: 1000 }, (_, row) => (row % 2 ? 'x'.repeat(100) : '1')) };
    const told = await problem(many, { columns: { a: { type: 'integer' } } });
    expect(told).toContain(
      `t.csv:3: "a": "${'x'.repeat(57)}..." is no integer. 499 more broke a rule: t.csv:5 "a"`,
    );
    expect(told).toContain(`t.csv:11 "a": "${'x'.repeat(57)}..." is no integer; and 495 more. Mend`);
  });

  it('alone fails in one sentence', async () => {
    expect(await problem({ a: ['1', null] }, { columns: { a: { required: true } } })).toBe(
      't.csv:3: "a" has no value. Mend the data or the rules, or set "onError" of the table to "reject" or "null".',
    );
    expect(
      await problem(
        { a: ['1'], b: ['2'] },
        { clean: [{ validate: { that: 'a > b', message: 'a is small' } }] },
      ),
    ).toContain('t.csv:2: a is small ("a: 1, b: 2"). Mend');
  });

  it('reject their rows', async () => {
    const { columns, lines, summary } = await clean(orders, { ...rules, onError: 'reject' });
    expect({ columns, lines }).toEqual({ columns: { id: [], price: [], paid: [] }, lines: [] });
    expect(summary).toMatchObject({ read: 5, kept: 0, rejected: 3 });
  });

  it('become null', async () => {
    const { columns, lines, summary } = await clean(orders, { ...rules, onError: 'null' });
    expect(columns).toEqual({
      id: ['007', '008', '010'],
      price: [null, '0.99', null],
      paid: ['2026-02-01', null, null],
    });
    expect(lines).toEqual([2, 3, 6]);
    expect(summary).toMatchObject({ read: 5, kept: 3, rejected: 0 });
  });
});

describe('the summary', () => {
  it('has what was done by rule, in the order in which it was, and by cell', async () => {
    const { summary } = await clean(orders, { ...rules, onError: 'reject' });
    expect(cleaningSummary.parse(summary)).toEqual({
      read: 5,
      kept: 0,
      rejected: 3,
      dropped: [
        { rule: 'dropEmptyRows', rows: 1 },
        { rule: 'dropDuplicates', rows: 1 },
      ],
      changed: [
        { rule: 'nulls of columns', cells: 1 },
        { rule: 'type', cells: 2 },
      ],
      broken: [
        { rule: 'type', values: 2 },
        { rule: 'max', values: 1 },
      ],
      changes: [
        {
          row: 1,
          source: 't.csv',
          line: 2,
          column: 'price',
          rule: 'type',
          before: '1 234,50',
          after: '1234.50',
        },
        {
          row: 1,
          source: 't.csv',
          line: 2,
          column: 'paid',
          rule: 'type',
          before: '1.2.2026',
          after: '2026-02-01',
        },
        {
          row: 5,
          source: 't.csv',
          line: 6,
          column: 'paid',
          rule: 'nulls of columns',
          before: '-',
          after: null,
        },
      ],
      rejects: [
        {
          row: 1,
          source: 't.csv',
          line: 2,
          column: 'price',
          rule: 'max',
          value: '1234.50',
          reason: 'is more than 1000',
        },
        {
          row: 2,
          source: 't.csv',
          line: 3,
          column: 'paid',
          rule: 'type',
          value: '31.2.2026',
          reason: 'is no date as in D.M.YYYY',
        },
        {
          row: 5,
          source: 't.csv',
          line: 6,
          column: 'price',
          rule: 'type',
          value: 'free',
          reason: 'is no decimal as in 1 234,56',
        },
      ],
    });
  });

  it('counts all changes and lists the first 100', async () => {
    const { summary } = await clean(
      { a: Array.from({ length: 5000 }, () => ' x'), b: Array.from({ length: 5000 }, () => 'y ') },
      { clean: [{ trim: {} }, { trim: {} }] },
    );
    expect(summary?.changed).toEqual([{ rule: 'trim 1', cells: 10_000 }]);
    expect(summary?.changes).toHaveLength(100);
    expect(summary?.changes.at(-1)).toMatchObject({ row: 50, column: 'b' });
  });

  it('keeps a byte order mark that is a part of a value', async () => {
    const { summary, rejects } = await clean(
      { a: ['\ufeffx'] },
      { columns: { a: { pattern: 'y' } }, clean: [{ replace: { find: 'x', with: 'z' } }], onError: 'reject' },
    );
    expect(summary?.changes[0]).toMatchObject({ before: '\ufeffx', after: '\ufeffz' });
    expect(summary?.rejects[0]).toMatchObject({ value: '\ufeffz' });
    expect(rejects).toHaveLength(1);
  });
});

describe('any table and any rules', () => {
  const cell = fc.option(
    fc.constantFrom(
      '',
      ' ',
      'NA',
      ' ann  Lee',
      'ÀB',
      '007',
      '1 234,5',
      '-3',
      '1.50',
      '9007199254740993',
      '1.2.2026',
      '2026-11-21',
      '2026-11-21 10:00:00',
      'true',
      '\ufeffx',
      "it's",
      'x\0'.slice(0, 1),
    ),
    { nil: null },
  );
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }).map(
    (rows): Columns => ({
      a: rows.map(([a]) => a),
      b: rows.map(([, b]) => b),
      c: rows.map(([, , c]) => c),
    }),
  );
  const some: fc.Arbitrary<string[]> = fc.constantFrom(['a'], ['b', 'c'], ['c', 'a', 'b']);
  // Doing these twice is the same as doing them once.
  const rule: fc.Arbitrary<Rule> = fc.oneof(
    fc.constant({ trim: {} }),
    fc.constant({ collapse: {} }),
    fc
      .record({ to: fc.constantFrom('upper' as const, 'lower' as const, 'title' as const), columns: some })
      .map((of) => ({ case: of })),
    some.map((columns) => ({ nulls: { markers: ['NA', '-', 'ÀB'], columns } })),
    some.map((columns) => ({ numbers: { format: '1 234,56', columns } })),
    some.map((columns) => ({ dates: { format: ['D.M.YYYY', 'M/D/YYYY'], columns } })),
    fc
      .constantFrom('previous' as const, 'next' as const)
      .chain((from) => some.map((columns) => ({ fill: { columns, from } }))),
    some.map((columns) => ({ fill: { columns, value: '5' } })),
    some.map((columns) => ({ dropDuplicates: { columns } })),
    fc.constant({ dropEmptyRows: {} }),
    fc.constant({ keep: { rows: `not blank(a) or not blank(c)` } }),
    fc.constant({ validate: { that: `blank(b) or b & '' != 'true'` } }),
    fc.constant({ compute: { column: 'b', value: `coalesce(text(b), 'none')` } }),
  );
  const columnOptions: fc.Arbitrary<Record<string, ColumnOptions>> = fc.record(
    {
      a: fc.constantFrom({ type: 'integer' as const, max: 100 }, { unique: true }, { required: true }),
      b: fc.constantFrom(
        { type: 'decimal' as const, format: '1 234,56' },
        { nulls: ['NA'] },
        { pattern: '.*[0-9]' },
      ),
      c: fc.constantFrom(
        { type: 'date' as const },
        { type: 'timestamp' as const, min: '2026-01-01' },
        { values: ['NA', 'true', '2026-11-21'] },
      ),
    },
    { requiredKeys: [] },
  );
  const onError = fc.constantFrom('reject' as const, 'null' as const);

  it('rows are conserved, and those that stay are in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.array(rule, { maxLength: 5 }),
        columnOptions,
        onError,
        async (columns, rules, options, how) => {
          const { summary, lines, raw } = await clean(
            columns,
            compatible({ columns: options, clean: rules, onError: how }),
          );
          const read = columns['a']?.length ?? 0;
          const dropped = (summary?.dropped ?? []).reduce((sum, { rows }) => sum + rows, 0);
          expect(lines.length + (summary?.rejected ?? 0) + dropped).toBe(read);
          expect(lines).toEqual([...new Set(lines)].sort((one, other) => one - other));
          expect(raw).toHaveLength(3);
          if (summary) cleaningSummary.parse(summary);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('one rule does nothing to what it has cleaned', async () => {
    await fc.assert(
      fc.asyncProperty(table, rule, onError, async (columns, only, how) => {
        const options: Rules = { clean: [only], onError: how };
        const once = await clean(columns, options);
        if (once.lines.length === 0) return;
        const twice = await clean(once.columns, options, kindsOf(once));
        expect(twice.columns).toEqual(once.columns);
        expect(twice.summary).toMatchObject({ changed: [], dropped: [], broken: [], rejected: 0 });
      }),
      { numRuns: 40 },
    );
  });

  it('types and demands do nothing to what they have cleaned', async () => {
    await fc.assert(
      fc.asyncProperty(table, columnOptions, onError, async (columns, options, how) => {
        const once = await clean(columns, { columns: options, onError: how });
        if (once.lines.length === 0) return;
        const twice = await clean(once.columns, { columns: options, onError: how }, kindsOf(once));
        expect(twice.columns).toEqual(once.columns);
      }),
      { numRuns: 40 },
    );
  });
});

/** What is known of the columns of a cleaned table. */
function kindsOf({ raw }: CleanedTable): Record<string, ColumnKind> {
  return Object.fromEntries(raw.map(({ name, kind }) => [name, kind]));
}

/** A format beside a rule that reads a column is an error of the spec. */
function compatible(rules: Rules): Rules {
  const reads = rules.clean?.some(
    (rule) => rule.numbers?.columns.includes('b') || rule.dates?.columns.includes('b'),
  );
  if (!reads || !rules.columns?.['b']) return rules;
  const { b: _, ...columns } = rules.columns;
  return { ...rules, columns };
}
