import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { SqlCommand } from '../../../../src/parts/dataset/sql/process.ts';
import { openSqlRunner, type SqlRunner } from '../../../../src/parts/dataset/sql/runner.ts';
import { fromSources, makeDatabase } from '../../../support/sql-database.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
const file = makeDatabase(join(folder, 'tables.sqlite'));
const usual = { limit: 1000, timeout: 60_000 };
const forever = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c';
const upTo = (n: number) =>
  `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${n}) SELECT n, 'row ' || n FROM c`;

const opened: SqlRunner[] = [];
function open(start: SqlCommand = fromSources, of = file): SqlRunner {
  const runner = openSqlRunner(start, async () => of);
  opened.push(runner);
  return runner;
}
afterEach(() => {
  for (const runner of opened.splice(0)) runner.close();
});

describe('an answer', () => {
  it('has the columns with their types, and the rows', async () => {
    const { milliseconds, ...result } = await open().run("SELECT *, x'0102' AS b FROM sales", usual);
    expect(result).toEqual({
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'product', type: 'text' },
        { name: 'price', type: 'decimal' },
        { name: 'paid', type: 'integer' },
        { name: 'day', type: 'date' },
        { name: 'b', type: 'blob' },
      ],
      rows: [
        [1, 'red pen', 1.5, 1, '2026-03-01', '(2 bytes)'],
        [2, 'blue pencil', 0.75, 0, '2026-03-02', '(2 bytes)'],
        [3, 'stapler', 12, 1, '2026-03-02', '(2 bytes)'],
        ['9007199254740993', null, null, null, null, '(2 bytes)'],
      ],
      truncated: false,
    });
    expect(milliseconds).toBeGreaterThan(0);
  });

  it('has types by its values', async () => {
    const sql = `SELECT column1 AS same, column2 AS mixed, column3, 1.0, 9e999, NULL, datetime(0, 'unixepoch')
      FROM (VALUES (1, 1, 'a'), (2.5, 'x', NULL))`;
    const { columns, rows } = await open().run(sql, usual);
    expect(columns.map(({ type }) => type)).toEqual([
      'decimal',
      'text',
      'text',
      'decimal',
      'decimal',
      'text',
      'timestamp',
    ]);
    expect(rows[0]).toEqual([1, 1, 'a', 1, 'Infinity', null, '1970-01-01 00:00:00']);
  });

  it('may have no rows, and columns of one name', async () => {
    const { columns, rows } = await open().run('SELECT id, id FROM sales WHERE id < 0', usual);
    expect([columns.map(({ name }) => name), rows]).toEqual([['id', 'id'], []]);
  });

  it('says whether rows were left out', async () => {
    const runner = open();
    for (const [limit, truncated] of [
      [3, true],
      [4, false],
      [5, false],
    ] as const) {
      const result = await runner.run('SELECT id FROM sales', { ...usual, limit });
      expect([limit, result.rows.length, result.truncated]).toEqual([limit, Math.min(limit, 4), truncated]);
    }
  });

  it('may be long', async () => {
    const { rows } = await open().run(upTo(10_000), { ...usual, limit: 10_000 });
    expect(rows.at(-1)).toEqual([10_000, 'row 10000']);
  });

  it('names what was meant', async () => {
    const runner = open();
    await expect(runner.run('SELECT prise FROM sales', usual)).rejects.toMatchObject({
      code: 'syntax',
      message: 'SQLite says: no such column: prise. Did you mean “price”?',
    });
    await expect(runner.run('SELECT * FROM slaes', usual)).rejects.toThrow('Did you mean “sales”?');
    await expect(runner.run("SELECT json('{')", usual)).rejects.toMatchObject({
      code: 'failed',
      message: 'SQLite says: malformed JSON.',
    });
  });
});

describe('a query that is stopped', () => {
  it('by its time says so, and the next is answered', async () => {
    const runner = open();
    await expect(runner.run(forever, { ...usual, timeout: 200 })).rejects.toMatchObject({
      code: 'time',
      message: expect.stringMatching(/^The query was stopped after 0.2 s\. /),
    });
    expect((await runner.run('SELECT 1', usual)).rows).toEqual([[1]]);
  });

  it('by whoever asked frees the way for those who wait', async () => {
    const runner = open();
    const gone = new AbortController();
    const first = runner.run(forever, { ...usual, signal: gone.signal });
    const never = runner.run('SELECT 2', { ...usual, signal: gone.signal });
    const last = runner.run('SELECT 3', usual);
    setTimeout(() => gone.abort(), 100);
    await expect(first).rejects.toMatchObject({ code: 'stopped' });
    await expect(never).rejects.toMatchObject({ code: 'stopped' });
    expect((await last).rows).toEqual([[3]]);
  });

  it('by the end of the app takes all others with it', async () => {
    const runner = open();
    const queries = [
      runner.run(forever, usual),
      runner.run('SELECT 1', usual),
      runner.stream(forever, usual),
    ];
    setTimeout(() => runner.close(), 100);
    for (const query of await Promise.allSettled(queries))
      expect(query).toMatchObject({ status: 'rejected', reason: { code: 'stopped' } });
    await expect(runner.run('SELECT 1', usual)).rejects.toMatchObject({ code: 'stopped' });
  });
});

it('a few queries wait, more are told to come later', async () => {
  const runner = open();
  const gone = new AbortController();
  const first = runner.run(forever, { ...usual, signal: gone.signal });
  const waiting = Array.from({ length: 8 }, (_, n) => runner.run(`SELECT ${n}`, usual));
  await expect(runner.run('SELECT 8', usual)).rejects.toMatchObject({ code: 'busy' });
  gone.abort();
  await expect(first).rejects.toMatchObject({ code: 'stopped' });
  expect((await Promise.all(waiting)).map(({ rows }) => rows[0]?.[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

describe('a stream', () => {
  it('gives all rows, some at a time', async () => {
    const { columns, batches } = await open().stream(upTo(20_001), { ...usual, limit: 1_000_000 });
    expect(columns.map(({ type }) => type)).toEqual(['integer', 'text']);
    const lengths: number[] = [];
    for await (const rows of batches) lengths.push(rows.length);
    expect(lengths).toEqual([5000, 5000, 5000, 5000, 1]);
  });

  it('ends at its limit', async () => {
    const { batches } = await open().stream(upTo(20_001), { ...usual, limit: 5001 });
    const rows: unknown[] = [];
    for await (const some of batches) rows.push(...some);
    expect([rows.length, rows.at(-1)]).toEqual([5001, [5001, 'row 5001']]);
  });

  it('reads no further than it is asked, and keeps nobody waiting', async () => {
    const runner = open();
    const sql = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c';
    const { batches } = await runner.stream(sql, { ...usual, limit: Number.MAX_SAFE_INTEGER });
    expect((await batches.next()).value).toHaveLength(5000);
    expect((await runner.run('SELECT 1', usual)).rows).toEqual([[1]]);
    expect((await batches.next()).value?.[0]).toEqual([5001]);
    await batches.return();
  });

  it('tells of a fault in the middle', async () => {
    const sql = `SELECT iif(n = 7000, json('{'), n) FROM (${upTo(10_000)})`;
    const { batches } = await open().stream(sql, { ...usual, limit: 1e6 });
    await batches.next();
    await expect(batches.next()).rejects.toMatchObject({ code: 'failed' });
  });

  it('is one of two at the same time', async () => {
    const runner = open();
    const wide = { ...usual, limit: 1e6 };
    const first = await runner.stream(upTo(9000), wide);
    const gone = new AbortController();
    const second = await runner.stream(upTo(9000), { ...wide, signal: gone.signal });
    await expect(runner.stream('SELECT 1', wide)).rejects.toMatchObject({ code: 'busy' });
    await first.batches.return();
    gone.abort();
    await expect(second.batches.next().then(() => second.batches.next())).rejects.toMatchObject({
      code: 'stopped',
    });
    const again = await Promise.all([runner.stream('SELECT 1', wide), runner.stream('SELECT 2', wide)]);
    for (const { batches } of again) await batches.return();
    await expect(runner.stream('SELEKT', wide)).rejects.toMatchObject({ code: 'refused' });
    await (await runner.stream('SELECT 1', wide)).batches.return();
  });
});

describe('the process', () => {
  it('ends with the one that started it, in the middle of a query', async () => {
    // A program that starts one, says its number, and is killed.
    const parent = join(folder, 'parent.ts');
    const { command, args } = fromSources;
    writeFileSync(
      parent,
      `import { spawn } from 'node:child_process';
       const child = spawn(${JSON.stringify(command)}, ${JSON.stringify([...args, file])}, { stdio: 'pipe' });
       child.stdout.once('data', () => {
         child.stdin.write(${JSON.stringify(`${JSON.stringify({ sql: forever, rows: 1, bytes: 1, keep: false })}\n`)});
         console.log(child.pid);
       });`,
    );
    const started = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(started.stdout, 'data');
    const pid = Number(said);
    expect(isRunning(pid)).toBe(true);
    started.kill('SIGKILL');
    while (isRunning(pid)) await sleep(20);
  });

  it('that was killed is replaced', async () => {
    const runner = open();
    await runner.run('SELECT 1', usual);
    await expect(runner.run(forever, { ...usual, timeout: 1 })).rejects.toMatchObject({ code: 'time' });
    expect((await runner.run('SELECT 2', usual)).rows).toEqual([[2]]);
  });

  it('that breaks down says what it probably was', async () => {
    // Stands in for one whose query crashes SQLite, which nothing known does.
    const script = "process.stdout.write('{}\\n'); process.stdin.once('data', () => process.exit(1))";
    const runner = open({ command: process.execPath, args: ['-e', script, '--'] });
    for (const _ of [1, 2])
      await expect(runner.run('SELECT 1', usual)).rejects.toMatchObject({
        code: 'memory',
        message: expect.stringMatching(/broke down/),
      });
  });

  it('that does not start says why', async () => {
    await expect(open(fromSources, join(folder, 'none.sqlite')).run('SELECT 1', usual)).rejects.toThrow(
      /did not start: [\s\S]*unable to open database file/,
    );
    await expect(open({ command: join(folder, 'none'), args: [] }).run('SELECT 1', usual)).rejects.toThrow(
      'ENOENT',
    );
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
