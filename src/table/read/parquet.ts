import { open } from 'node:fs/promises';
import { messageOf, UserError } from '../../base/error.ts';
import { columnNames } from '../column-names.ts';
import { literal } from '../duckdb.ts';
import type { ColumnKind, LoadContext, RawTable, RowPlace, TableFile } from '../raw.ts';

/**
 * Reads a Parquet file. Each value becomes the text that says it exactly: a decimal with all its
 * digits, a number in the shortest form that gives it back, a moment with a time zone as that of
 * UTC, a list or a structure as JSON. NaN, which Parquet writers put for a missing number, is none.
 */
export async function loadParquet(
  { duck, table, signal }: LoadContext,
  { file, source }: TableFile,
): Promise<RawTable> {
  await checkMarks(file, source);
  const read = `read_parquet(${literal(file)}, hive_partitioning = false)`;
  let described: { name: string; type: string }[];
  try {
    const rows = await duck.rows(`DESCRIBE FROM ${read}`);
    described = rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
    const values = described.map(({ name, type }, index) => `${textOf(name, type)} AS c${index}`);
    await duck.run(`CREATE TABLE ${table} AS SELECT ${values.join(', ')} FROM ${read}`);
  } catch (error) {
    signal?.throwIfAborted();
    throw damaged(source, reasonOf(error, file), error);
  }
  const names = columnNames(
    described.map(({ name }) => name),
    { file: source },
  );
  const columns = names.map((name, index) => ({ name, kind: kindOf(described[index]?.type ?? '') }));
  const [[rows] = []] = await duck.rows(`SELECT count(*)::DOUBLE FROM ${table}`);
  const locate = async (wanted: number[]): Promise<RowPlace[]> =>
    wanted.map((row) => ({ source, line: row + 1 }));
  return { table, columns, rows: Number(rows), locate };
}

/** A Parquet file begins and ends with the same four bytes. */
async function checkMarks(file: string, source: string): Promise<void> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new UserError('The file is empty.', { hint: writeAgain, at: { file: source } });
    const marks: string[] = [];
    for (const position of [0, Math.max(0, size - 4)]) {
      marks.push((await handle.read(Buffer.alloc(4), 0, 4, position)).buffer.toString('latin1'));
    }
    if (marks[0] !== 'PAR1') {
      throw new UserError('The file is not Parquet.', {
        hint: 'Give it the extension of what it is, or write it again.',
        at: { file: source },
      });
    }
    if (marks[1] !== 'PAR1') throw damaged(source, 'its end is missing');
  } finally {
    await handle.close();
  }
}

const writeAgain = 'It may be damaged or cut off: write it again.';

function damaged(source: string, reason: string, cause?: unknown): UserError {
  return new UserError(`The Parquet file cannot be read: ${reason}.`, {
    hint: writeAgain,
    at: { file: source },
    ...(cause !== undefined && { cause }),
  });
}

/** What DuckDB says of the file, without its path, which is not the user's. */
function reasonOf(error: unknown, file: string): string {
  const line = messageOf(error).split('\n')[0] ?? '';
  return line.replaceAll(file, 'the file').replace(/\.$/, '');
}

const number = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL\(.*\))$/;

function kindOf(type: string): ColumnKind {
  if (number.test(type)) return 'number';
  return type === 'BOOLEAN' ? 'boolean' : 'text';
}

/** The text of a column's values, as an SQL expression. */
function textOf(name: string, type: string): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  if (/[[(]/.test(type) && !number.test(type)) return `to_json(${column})::VARCHAR`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `(${column} AT TIME ZONE 'UTC')::VARCHAR`;
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `CASE WHEN NOT isnan(${column}) THEN ${column}::VARCHAR END`;
  return `${column}::VARCHAR`;
}
