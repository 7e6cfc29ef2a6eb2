import { HTTPException } from 'hono/http-exception';
import type { TableSummary } from '../../table/summary.ts';
import { namesIn } from '../options.ts';
import type { RunContext } from '../run.ts';
import { notFound } from '../unknown.ts';
import { openEngine } from './engine/open.ts';
import { ConditionError, type Engine, type Query, type Selection } from './query.ts';

/** The tables of the dataset, and the way to their rows. */
export interface Dataset {
  /** In the order of the spec; at least one. */
  tables: TableSummary[];
  /** The table of this name. Throws a 404 that names the nearest. */
  table(name: string): TableSummary;
  /** The tables' SQLite file on this machine's disk; extracted when it is first asked for. */
  file(): Promise<string>;
  /** The file where it is on the disk already and has been opened. */
  openFile(): string | undefined;
  /** The file, opened when it is first asked for. */
  engine(): Promise<Engine>;
  /** The rows that a query selects. Throws a 400 for a condition that makes no sense for its column. */
  select(table: TableSummary, query: Query): Promise<Selection>;
  close(): void;
}

/** The dataset of a packed app. Nothing but the summaries is read before it is asked for. */
export function openDataset({ payload, extract }: RunContext, options: unknown): Dataset {
  const all: TableSummary[] = JSON.parse(payload.readSync('tables/tables.json').toString());
  const tables = namesIn(options, 'tables').map((name) => findTable(all, name));
  const file = () => extract('tables/tables.sqlite');
  let opened: Promise<Engine> | undefined;
  let openFile: string | undefined;
  const engine = () => {
    opened ??= file().then((path) => {
      const engine = openEngine(path, tables);
      openFile = path;
      return engine;
    });
    // A disk that was full a moment ago may have room the next time.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  return {
    tables,
    table: (name) => findTable(tables, name),
    file,
    openFile: () => openFile,
    engine,
    select: async (table, query) => selectRows(await engine(), table, query),
    close() {
      opened?.then((one) => one.close()).catch(() => undefined);
      opened = undefined;
      openFile = undefined;
    },
  };
}

function selectRows(engine: Engine, table: TableSummary, query: Query): Selection {
  try {
    return engine.select(table, query);
  } catch (error) {
    if (error instanceof ConditionError) throw new HTTPException(400, { message: error.message });
    throw error;
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
