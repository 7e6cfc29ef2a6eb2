import type { DatabaseSync } from 'node:sqlite';
import { SqlError } from './error.ts';

/** The most bytes of one value: what a function makes must not fill the memory. */
const maxValueBytes = 8_000_000;

/** SQLite's own pragma by which FTS5 sees whether its index is still the same: it reads a counter. */
const ftsPragma = 'data_version';

/** Functions of FTS5 that read; its others are for writing and for programs. */
const ftsFunctions = ['match', 'bm25', 'highlight', 'snippet'];

/** Tables that SQLite makes up: what is in a JSON value, and what tables there are. */
const madeUp = ['json_each', 'json_tree', 'sqlite_master', 'sqlite_schema'];

/** The tables' SQLite file, open for queries that nobody has looked at. */
export interface GuardedDatabase {
  database: DatabaseSync;
  /** What the authorizer refused last; undefined when it refused nothing since. */
  takeRefusal(): SqlError | undefined;
  /** Of its tables and their columns, for one who mistypes them. */
  names: string[];
}

/**
 * Opens a SQLite file so that a query can read the tables in it and do nothing else. What is allowed
 * is listed, so that what a later SQLite can do is refused until somebody has thought about it.
 */
export function openGuarded(file: string): GuardedDatabase {
  const { DatabaseSync, constants } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(file, {
    readOnly: true,
    defensive: true,
    allowExtension: false,
    limits: { length: maxValueBytes, attach: 0 },
  });
  database.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY');
  const own = tableNames(database);
  const tables = new Set(madeUp.concat(own));
  const modules = new Set(texts(database, 'SELECT name FROM pragma_module_list'));
  const names = own.concat(columnNames(database));
  const functions = new Set(ftsFunctions.concat(functionNames(database)));
  let refusal: SqlError | undefined;

  database.setAuthorizer((action, first, second) => {
    const refused = whyRefused(action, first ?? '', second ?? '');
    if (refused === undefined) return constants.SQLITE_OK;
    refusal = refused;
    return constants.SQLITE_DENY;
  });
  return {
    database,
    names,
    takeRefusal() {
      const refused = refusal;
      refusal = undefined;
      return refused;
    },
  };

  /**
   * Of a table without any of its columns, as in `SELECT count(*) FROM x`, the name comes as it was
   * typed, and be it that of a WITH. The tables that SQLite makes up have the names of modules.
   */
  function isOfQuery(typed: string): boolean {
    const name = typed.toLowerCase();
    return madeUp.includes(name) || (!modules.has(name) && !/^(pragma|sqlite)_/.test(name));
  }

  function whyRefused(action: number, first: string, second: string): SqlError | undefined {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return undefined;
      case constants.SQLITE_READ:
        return tables.has(first) || (second === '' && isOfQuery(first))
          ? undefined
          : new SqlError('table', first);
      case constants.SQLITE_FUNCTION:
        return functions.has(second.toLowerCase()) ? undefined : new SqlError('function', second);
      case constants.SQLITE_PRAGMA:
        return first === ftsPragma ? undefined : new SqlError('statement', 'PRAGMA');
      default:
        return new SqlError('action');
    }
  }
}

/** Those of the app, with the full-text indexes and the tables that these consist of. */
function tableNames(database: DatabaseSync): string[] {
  return texts(database, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')");
}

function columnNames(database: DatabaseSync): string[] {
  return texts(
    database,
    `SELECT DISTINCT columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
     WHERE tables.type = 'table' AND tables.sql NOT LIKE 'CREATE VIRTUAL%'`,
  );
}

/**
 * Functions that SQLite itself calls innocuous (0x200000): they depend on their arguments alone and
 * change nothing. And those built in that are not kept for top-level statements (0x80000), which
 * load_extension is: that adds median and percentile.
 */
function functionNames(database: DatabaseSync): string[] {
  return texts(
    database,
    `SELECT DISTINCT name FROM pragma_function_list
     WHERE flags & 0x200000 OR (builtin AND NOT flags & 0x80000)`,
  );
}

function texts(database: DatabaseSync, sql: string): string[] {
  return database
    .prepare(sql)
    .all()
    .map(({ name }) => String(name));
}
