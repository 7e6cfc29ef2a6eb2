import type { SQLOutputValue } from 'node:sqlite';
import { formatCount } from '../../../base/format.ts';
import type { Value } from '../query.ts';
import type { GuardedDatabase } from './database.ts';
import { SqlError } from './error.ts';
import { explainFault } from './explain.ts';
import { type SqlColumn, type SqlRequest, typeOf } from './protocol.ts';
import { checkNothingBehind, checkQuery } from './statement.ts';

/** The most bytes of one row, as JSON. */
const maxRowBytes = 8_000_000;

/** A query that runs: its rows are read some at a time. */
export interface Cursor {
  /** Rows as JSON, the columns with the types that the values of these rows have. */
  read(most: Pick<SqlRequest, 'rows' | 'bytes'>): { rows: string[]; columns: SqlColumn[]; more: boolean };
  close(): void;
}

/** Starts a query. Throws an `SqlError` where it is not allowed or not understood. */
export function openCursor(guarded: GuardedDatabase, sql: string): Cursor {
  checkQuery(sql);
  // What was refused inside of an earlier query that did without it is of no interest.
  guarded.takeRefusal();
  const statement = explaining(guarded, 'syntax', () => {
    const prepared = guarded.database.prepare(sql);
    prepared.setReadBigInts(true);
    prepared.setReturnArrays(true);
    return prepared;
  });
  checkNothingBehind(sql, statement.sourceSQL);
  const names = statement.columns().map(({ name }) => name);
  const values = statement.iterate() as unknown as Iterator<SQLOutputValue[]>;
  const next = () => explaining(guarded, 'failed', () => values.next());
  let ahead: IteratorResult<SQLOutputValue[]> | undefined;
  return {
    read(most) {
      const rows: string[] = [];
      const types = names.map(() => undefined as SqlColumn['type'] | undefined);
      let bytes = 0;
      ahead ??= next();
      for (; !ahead.done && rows.length < most.rows && bytes < most.bytes; ahead = next()) {
        const row = JSON.stringify(ahead.value.map(toValue));
        bytes += Buffer.byteLength(row);
        if (bytes > maxRowBytes && rows.length === 0) throw new SqlError('row');
        rows.push(row);
        for (const [place, value] of ahead.value.entries()) types[place] = typeOf(value, types[place]);
      }
      const columns = names.map((name, place) => ({ name, type: types[place] ?? ('text' as const) }));
      return { rows, columns, more: !ahead.done };
    },
    close: () => values.return?.(),
  };
}

/** A value as JSON can hold it; a BLOB is its size, which is all that can be shown of it. */
function toValue(value: SQLOutputValue): Value {
  if (value instanceof Uint8Array) return `(${formatCount(value.length, 'byte')})`;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Does something with SQLite; what it throws becomes an `SqlError`. */
function explaining<T>(guarded: GuardedDatabase, code: 'syntax' | 'failed', work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw guarded.takeRefusal() ?? explainFault(error, code, guarded.names);
  }
}
