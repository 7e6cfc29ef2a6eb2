import { Hono } from 'hono';
import type { RunContext, RunningPart } from '../run.ts';
import { api } from './api/api.ts';
import { describeApi } from './api/describe/describe.ts';
import { quickAnswers } from './api/quick.ts';
import { shortRoutes } from './api/short.ts';
import { addCommands } from './commands/commands.ts';
import { openDataset } from './dataset.ts';
import { exportRoutes } from './export/routes.ts';
import { pages } from './pages/pages.tsx';
import { TablesPreview } from './pages/tables.tsx';
import { searchTables } from './search.ts';
import { selftest } from './selftest.ts';
import { sqlApi } from './sql/api.ts';
import { sqlCommands } from './sql/command.ts';
import { withSql } from './sql/describe.ts';
import { openSql, testSql } from './sql/open.ts';
import { sqlPages } from './sql/page.tsx';

/** The dataset: every table with its rows and the statistics of its columns. */
export function start(context: RunContext, options: unknown): RunningPart {
  const dataset = openDataset(context, options);
  const { tables } = dataset;
  const quick = quickAnswers(dataset);
  const sql = openSql(context.program, dataset.file);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    tab: ({ text }) => text.dataset.tab,
    summary: ({ text: { dataset }, count }) =>
      `${count(tables.length, dataset.table)}, ${count(rows, dataset.row)}`,
    preview: (reader) => <TablesPreview reader={reader} tables={tables} />,
    pages: new Hono()
      .route('/sql', sqlPages(context, tables, sql))
      .route('/', exportRoutes(dataset))
      .route('/', pages(context, dataset)),
    api: new Hono().route('/sql', sqlApi(sql)).route('/', api(dataset)),
    root: shortRoutes(dataset),
    describeApi: () => withSql(describeApi(tables)),
    quick: quick.answer,
    search: (reader, words, limit) => searchTables(dataset, reader, words, limit),
    commands(program) {
      addCommands(program, dataset);
      sqlCommands(program, sql);
    },
    async selftest() {
      await selftest(dataset);
      await testSql(sql);
    },
    close() {
      quick.close();
      sql.close();
      dataset.close();
    },
  };
}
