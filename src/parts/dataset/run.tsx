import type { Command } from 'commander';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { formatNumber } from '../../base/format.ts';
import type { ColumnSummary, TableSummary } from '../../table/summary.ts';
import { namesIn } from '../options.ts';
import { readPage } from '../pager.tsx';
import type { RunContext, RunningPart } from '../run.ts';
import { textTable } from '../terminal.ts';
import { notFound, unknownName } from '../unknown.ts';
import { type Database, openDatabase } from './database.ts';
import { TablePage, TablesPage, TablesPreview } from './pages.tsx';

/** Rows on one page of a table. */
const PAGE_SIZE = 50;

/** Rows of one answer of the API: at most, and when nothing is asked for. */
const LIMIT = { most: 1000, usual: 100 };

/** The tables of the dataset, and the way to their rows. */
interface Dataset {
  tables: TableSummary[];
  /** Extracts and opens the SQLite file when it is first asked for. */
  open(): Promise<Database>;
}

/** The dataset: every table with its rows and the statistics of its columns. */
export function start(context: RunContext, options: unknown): RunningPart {
  const names = namesIn(options, 'tables');
  const all: TableSummary[] = JSON.parse(context.payload.readSync('tables/tables.json').toString());
  const tables = names.map((name) => findTable(all, name));
  let database: Promise<Database> | undefined;
  const dataset: Dataset = {
    tables,
    open() {
      database ??= context.extract('tables/tables.sqlite').then(openDatabase);
      // A disk that was full a moment ago may have room the next time.
      database.catch(() => {
        database = undefined;
      });
      return database;
    },
  };
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    tab: ({ text }) => text.dataset.tab,
    summary: ({ text: { dataset }, count }) =>
      `${count(tables.length, dataset.table)}, ${count(rows, dataset.row)}`,
    preview: () => <TablesPreview tables={tables} />,
    pages: pages(context, dataset),
    api: api(dataset),
    commands: (program) => commands(program, tables),
    selftest: () => selftest(dataset),
    close() {
      database?.then((opened) => opened.close()).catch(() => undefined);
      database = undefined;
    },
  };
}

function pages(context: RunContext, { tables, open }: Dataset): Hono {
  return new Hono()

    .get('/', (c) =>
      context.page(c.req.raw, {
        title: context.reader(c.req.raw).text.dataset.tab,
        body: <TablesPage tables={tables} />,
      }),
    )
    .get('/:table', async (c) => {
      const table = findTable(tables, c.req.param('table'));
      const page = readPage(c.req.query('page'), table.rows, PAGE_SIZE);
      const rows = (await open()).rows(table, page.start, PAGE_SIZE);
      return context.page(c.req.raw, {
        title: table.name,
        body: <TablePage table={table} page={page} rows={rows} />,
      });
    });
}

function api({ tables, open }: Dataset): Hono {
  return new Hono()
    .get('/tables', (c) => c.json({ tables }))
    .get('/tables/:table', (c) => c.json(findTable(tables, c.req.param('table'))))
    .get('/tables/:table/rows', async (c) => {
      const table = findTable(tables, c.req.param('table'));
      const offset = readNumber('offset', c.req.query('offset'), {
        usual: 0,
        least: 0,
        most: Number.MAX_SAFE_INTEGER,
      });
      const limit = readNumber('limit', c.req.query('limit'), { ...LIMIT, least: 1 });
      const names = table.columns.map((column) => column.name);
      const rows = (await open()).rows(table, offset, limit);
      return c.json({
        table: table.name,
        total: table.rows,
        offset,
        limit,
        rows: rows.map((row) => Object.fromEntries(names.map((name, place) => [name, row[place] ?? null]))),
      });
    });
}

function readNumber(
  name: string,
  text: string | undefined,
  { usual, least, most }: { usual: number; least: number; most: number },
): number {
  if (text === undefined) return usual;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  throw new HTTPException(400, { message: `"${name}" is a whole number ${range}, not "${text}".` });
}

function commands(program: Command, tables: TableSummary[]): void {
  const print = (value: unknown, table: string, { json }: { json?: true }) =>
    process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : table);
  const names = tables.map((table) => table.name);
  program
    .command('tables')
    .description('list the tables')
    .option('--json', 'as JSON')
    .action((options: { json?: true }) => {
      const rows = tables.map(({ name, rows, columns, sources }) => [
        name,
        rows,
        columns.length,
        sources.join(', '),
      ]);
      print(tables, textTable(['table', 'rows', 'columns', 'from'], rows), options);
    });
  program
    .command('stats')
    .description("print the statistics of a table's columns")
    .argument('<table>')
    .argument('[column]')
    .option('--json', 'as JSON')
    .action((tableName: string, columnName: string | undefined, options: { json?: true }) => {
      const table = tables.find((one) => one.name === tableName);
      if (!table) throw unknownName('table', tableName, names);
      const shown = table.columns.filter(({ name }) => columnName === undefined || name === columnName);
      if (columnName !== undefined && shown.length === 0)
        throw unknownName(
          'column',
          columnName,
          table.columns.map((column) => column.name),
        );
      print(columnName === undefined ? shown : shown[0], statsTable(shown), options);
    });
}

function statsTable(columns: ColumnSummary[]): string {
  const text = (value: string | number | boolean | null) => (value === null ? '' : String(value));
  return textTable(
    ['column', 'type', 'count', 'nulls', 'min', 'max', 'mean', 'median', 'mode', 'times'],
    columns.map((column) => [
      column.name,
      column.type,
      column.count,
      column.nulls,
      text(column.min),
      text(column.max),
      column.numbers ? formatNumber(column.numbers.mean) : '',
      column.numbers ? formatNumber(column.numbers.median) : '',
      text(column.modes[0] ?? null),
      column.modeCount,
    ]),
  );
}

/** Every table has as many rows as its summary says, and its first can be read. */
async function selftest({ tables, open }: Dataset): Promise<void> {
  const database = await open();
  for (const table of tables) {
    const count = database.count(table);
    if (count !== table.rows) throw new Error(`the table ${table.name} has ${count} rows, not ${table.rows}`);
    database.rows(table, 0, 1);
  }
}

function findTable(tables: TableSummary[], name: string): TableSummary {
  const found = tables.find((table) => table.name === name);
  if (!found)
    throw notFound(
      'table',
      name,
      tables.map((table) => table.name),
    );
  return found;
}
