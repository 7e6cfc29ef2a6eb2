import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEngine } from '../../../../src/parts/dataset/engine/open.ts';
import type { Query, Row } from '../../../../src/parts/dataset/query.ts';
import { chunksTable } from '../../../../src/table/sqlite-layout.ts';
import { asking, condition, make, using, withoutChunks } from './tables.ts';

describe('a table of several chunks', async () => {
  const count = 140_001;
  const made = await make(
    { id: 'integer', name: 'text', kind: 'text', x: 'decimal' },
    Array.from({ length: count }, (_, n) => ({
      id: (n * 7919) % count,
      name: `name ${(n * 104_729) % count}`,
      kind: n % 11 === 0 ? null : `kind ${n % 5}`,
      x: Math.round(Math.sin(n) * 1e6) / 1e3,
    })),
  );
  const db = new DatabaseSync(made.file, { readOnly: true });
  const sql = (where: string, limit = '', order = 'ORDER BY rowid'): number[] => {
    const statement = db.prepare(`SELECT rowid - 1 AS n FROM t ${where} ${order} ${limit}`);
    return statement.all().map(({ n }) => Number(n));
  };
  const numbers = (rows: Row[]): number[] => rows.map(({ number }) => number);
  const kind = (value: string) => condition(made.table, 'kind', 'exact', value);

  it('has its chunks beside it, but for a column of too many texts', () => {
    const chunks = db
      .prepare(`SELECT place, chunk, length(bytes) AS bytes FROM "${chunksTable}" ORDER BY place, chunk`)
      .all()
      .map(({ place, chunk, bytes }) => [place, chunk, bytes]);
    const rest = count - 2 * 65_536;
    expect(chunks).toEqual([
      [0, 0, 4 * 65_536],
      [0, 1, 4 * 65_536],
      [0, 2, 4 * rest],
      [2, 0, 65_536],
      [2, 1, 65_536],
      [2, 2, rest],
      [3, 0, 8 * 65_536],
      [3, 1, 8 * 65_536],
      [3, 2, 8 * rest],
    ]);
  });

  it('has any page of any order', () => {
    using(made, (engine, table) => {
      const by = (...sort: Query['sort']) => ({ conditions: [kind('kind 3')], sort });
      const filtered = "WHERE kind = 'kind 3'";
      expect(numbers(engine.select(table, asking()).rows(131_000, 200))).toEqual(
        sql('', 'LIMIT 200 OFFSET 131000'),
      );
      const plain = engine.select(table, by());
      expect(plain.count).toBe(sql(filtered).length);
      expect(numbers(plain.rows(20_000, 100))).toEqual(sql(filtered, 'LIMIT 100 OFFSET 20000'));
      for (const [column, name] of ['id', 'name', 'kind', 'x'].entries()) {
        for (const descending of [false, true]) {
          const order = `ORDER BY ${name} ${descending ? 'DESC' : 'ASC'} NULLS LAST, rowid`;
          const selection = engine.select(table, { conditions: [], sort: [{ column, descending }] });
          for (const offset of [0, 65_500, 139_950]) {
            const page = sql('', `LIMIT 100 OFFSET ${offset}`, order);
            expect(numbers(selection.rows(offset, 100))).toEqual(page);
          }
          const some = engine.select(table, by({ column, descending }));
          expect(numbers(some.rows(19_990, 30))).toEqual(sql(filtered, 'LIMIT 30 OFFSET 19990', order));
        }
      }
    });
  });

  it('is counted and looked up across them', () => {
    using(made, (engine, table) => {
      const { facet } = engine.select(table, asking(condition(table, 'id', 'gte', '70000')));
      const counted = db
        .prepare('SELECT kind AS value, count(*) AS count FROM t WHERE id >= 70000 GROUP BY kind')
        .all();
      expect(facet(2, 10)).toEqual({
        values: counted
          .filter(({ value }) => value !== null)
          .sort((one, other) => Number(other['count']) - Number(one['count']))
          .map((row) => ({ ...row })),
        others: { values: 0, count: 0 },
        nulls: counted.find(({ value }) => value === null)?.['count'],
      });
      const find = (name: string) =>
        numbers(engine.select(table, asking(condition(table, 'name', 'exact', name))).rows(0, 10));
      expect(find('name 139999')).toEqual(sql("WHERE name = 'name 139999'"));
      expect(find('nobody')).toEqual([]);
      expect(engine.select(table, asking(condition(table, 'name', 'endswith', '99999'))).count).toBe(1);
      expect(engine.row(table, 140_000)).toEqual(engine.select(table, asking()).rows(140_000, 5)[0]?.values);
      expect(engine.row(table, count)).toBeUndefined();
      expect(engine.row(table, -1)).toBeUndefined();
    });
  });

  it('comes in batches, once each and in order', async () => {
    const { table } = made;
    const engine = openEngine(made.file, [table]);
    onTestFinished(() => engine.close());
    for (const query of [
      asking(),
      asking(kind('kind 1')),
      { conditions: [kind('kind 1')], sort: [{ column: 3, descending: true }] },
    ]) {
      const selection = engine.select(table, query);
      const seen: number[] = [];
      for await (const rows of selection.batches()) {
        seen.push(...numbers(rows));
        if (seen.length > 20_000) break;
      }
      expect(seen).toEqual(numbers(selection.rows(0, seen.length)));
    }
  });

  it('gives the same selection to those who ask the same', () => {
    using(made, (engine, table) => {
      const conditions = [kind('kind 1'), condition(table, 'id', 'gt', '5')];
      const first = engine.select(table, { conditions, sort: [] });
      expect(engine.select(table, { conditions: conditions.toReversed(), search: ' ', sort: [] })).toBe(
        first,
      );
      expect(engine.select(table, asking(kind('kind 2')))).not.toBe(first);
      const sorted = engine.select(table, { conditions, sort: [{ column: 0, descending: true }] });
      expect(sorted.facet(2, 5)).toBe(first.facet(2, 5));
      expect(sorted.describe(3)).toBe(first.describe(3));
      for (let n = 0; n < 8; n++) engine.select(table, asking(condition(table, 'id', 'gt', String(n))));
      expect(engine.select(table, { conditions, sort: [] })).not.toBe(first);
    });
  });

  it('gives points evenly', () => {
    using(made, (engine, table) => {
      const points = engine.select(table, asking()).points(0, 3, 7);
      expect(points).toEqual(
        Array.from({ length: 7 }, (_, n) => Math.floor((n * count) / 7)).map((row) => {
          const [x, , , y] = engine.row(table, row) ?? [];
          return { x, y };
        }),
      );
      expect(engine.select(table, asking()).points(0, 2, 7)).toEqual([]);
    });
  });
});

describe('odd tables', () => {
  it('whose columns have taken all names of the rowid', async () => {
    const made = await make({ rowid: 'text', _ROWID_: 'integer', oid: 'decimal', n: 'boolean' }, [
      { rowid: 'x', _ROWID_: 3, oid: 0.5, n: true },
      { rowid: 'y', _ROWID_: 1, oid: null, n: false },
      { rowid: null, _ROWID_: 2, oid: 2.5, n: null },
    ]);
    for (const each of [made, withoutChunks(made)]) {
      using(each, (engine, table) => {
        expect(engine.row(table, 1)).toEqual(['y', 1, null, false]);
        expect(engine.select(table, asking()).rows(1, 5)).toEqual([
          { number: 1, values: ['y', 1, null, false] },
          { number: 2, values: [null, 2, 2.5, null] },
        ]);
        const sorted = engine.select(table, { conditions: [], sort: [{ column: 0, descending: true }] });
        expect(sorted.rows(0, 5).map(({ number }) => number)).toEqual([1, 0, 2]);
        const by = engine.select(table, asking(condition(table, '_ROWID_', 'gte', '2')));
        expect(by.rows(0, 5).map(({ number }) => number)).toEqual([0, 2]);
        const searched = engine.select(table, { conditions: [], search: 'y', sort: [] });
        expect(searched.rows(0, 5).map(({ number }) => number)).toEqual([1]);
      });
    }
  });

  it('of this kind with an index', async () => {
    const made = await make(
      { rowid: 'text', _ROWID_: 'integer', oid: 'decimal' },
      Array.from({ length: 1200 }, (_, n) => ({ rowid: `${(n * 7) % 1200}`, _ROWID_: n, oid: n / 2 })),
    );
    using(withoutChunks(made), (engine, table) => {
      for (const query of [
        asking(condition(table, 'rowid', 'in', '7', '14', '0')),
        asking(condition(table, 'rowid', 'endswith', '99')),
        { conditions: [], sort: [{ column: 0, descending: false }] },
      ]) {
        const rows = engine.select(table, query).rows(0, 2000);
        expect(rows.map(({ values }) => values[1])).toEqual(rows.map(({ number }) => number));
        expect(rows.map(({ values }) => values[0])).toEqual(
          rows.map(({ number }) => `${(number * 7) % 1200}`),
        );
        expect(engine.select(table, query).count).toBe(rows.length);
      }
      expect(
        engine.select(table, asking(condition(table, 'rowid', 'exact', '7'))).rows(0, 1)[0]?.number,
      ).toBe(1);
    });
  });

  it('a chart counts what is there of any column, and adds up numbers alone', async () => {
    const made = await make({ x: 'text', who: 'text', paid: 'boolean' }, [
      { x: 'a', who: 'me', paid: true },
      { x: 'a', who: null, paid: false },
      { x: null, who: 'you', paid: null },
    ]);
    using(made, (engine, table) => {
      const { groups } = engine.select(table, asking());
      expect(groups(0, { column: 1, aggregate: 'count' }, 10)).toEqual([
        { x: 'a', y: 1 },
        { x: null, y: 1 },
      ]);
      expect(groups(0, { column: 1, aggregate: 'sum' }, 10)).toEqual([
        { x: 'a', y: null },
        { x: null, y: null },
      ]);
      expect(groups(0, { column: 2, aggregate: 'mean' }, 10)).toEqual([
        { x: 'a', y: 0.5 },
        { x: null, y: null },
      ]);
    });
  });

  it('a column that is not there is told of', async () => {
    const made = await make({ n: 'integer' }, [{ n: 1 }]);
    using(made, (engine, table) => {
      const message = 'The table t has no column 7.';
      expect(() => engine.select(table, asking({ column: 7, operator: 'exact', values: ['1'] }))).toThrow(
        message,
      );
      const sort = [{ column: 7, descending: false }];
      expect(() => engine.select(table, { conditions: [], sort })).toThrow(message);
      expect(() => engine.select(table, asking()).facet(7, 1)).toThrow(message);
    });
  });
});
