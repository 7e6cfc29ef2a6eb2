import type { SQLInputValue } from 'node:sqlite';
import { chunkRows, quoteName, searchTable } from '../../../table/sqlite-layout.ts';
import type { Query } from '../query.ts';
import { type Column, storedColumn } from './column.ts';
import { predicateOf } from './conditions.ts';
import { type Predicate, sqlOf, takesNull, testOf } from './predicate.ts';
import { flip, noBits, type Rows, rowsOf, setBits } from './rows.ts';
import { searchExpression } from './search.ts';
import type { Store } from './store.ts';

/** Rows that SQLite lists at once. */
const listedAtOnce = 16 * chunkRows;

/** The rows of which all conditions hold, and which have the words of the search. */
export function filter(store: Store, { conditions, search = '' }: Omit<Query, 'sort'>): Rows {
  // All of them first, so that what makes no sense is told before anything is worked out.
  const asked = conditions.map((condition) => {
    const { column } = condition;
    return { column, predicate: predicateOf(store.summary(column), condition) };
  });
  const bits = asked.map(({ column, predicate }) => bitsOf(store, column, predicate));
  if (search.trim() !== '') bits.push(searched(store, search));
  return rowsOf(store.table.rows, bits);
}

function bitsOf(store: Store, place: number, predicate: Predicate): Uint32Array {
  const column = storedColumn(store, place);
  if (column) return tested(store, column, predicate);
  return predicate.kind === 'text' ? textTested(store, place, predicate) : listed(store, place, predicate);
}

/** The rows whose value in a column with chunks is what a predicate asks for. */
function tested(store: Store, column: Column, predicate: Predicate): Uint32Array {
  const test = testOf(predicate);
  const nulls = takesNull(predicate);
  const bits = noBits(store.table.rows);
  if (column.kind === 'numbers') {
    for (const chunk of chunkNumbers(store)) {
      const numbers = column.chunk(chunk);
      setBits(bits, chunk, numbers.length, (place) => {
        const number = numbers[place] ?? Number.NaN;
        return Number.isNaN(number) ? nulls : test(number);
      });
    }
    return bits;
  }
  // Asked once for each word, and not for each row.
  const right = new Uint8Array(column.words + 1);
  for (let code = 0; code < column.words; code++) right[code] = Number(test(column.word(code)));
  right[column.words] = Number(nulls);
  for (const chunk of chunkNumbers(store)) {
    const codes = column.chunk(chunk);
    setBits(bits, chunk, codes.length, (place) => right[codes[place] ?? 0] === 1);
  }
  return bits;
}

/** The same for a column without chunks, of whose texts something is asked. */
function textTested(store: Store, place: number, predicate: Predicate): Uint32Array {
  const test = testOf(predicate);
  const nulls = takesNull(predicate);
  const bits = noBits(store.table.rows);
  for (const chunk of chunkNumbers(store)) {
    const values = store.valuesFrom(place, chunk * chunkRows, chunkRows);
    setBits(bits, chunk, values.length, (at) => {
      const value = values[at] ?? null;
      return value === null ? nulls : test(value);
    });
  }
  return bits;
}

/** The same for a column without chunks, by SQLite and its index. */
function listed(store: Store, place: number, predicate: Exclude<Predicate, { kind: 'text' }>): Uint32Array {
  const { name } = store.summary(place);
  // Rows that do not have a value are many, so those that have it are listed.
  const negated = predicate.kind === 'set' && !predicate.among;
  const { where, parameters } = sqlOf(predicate, name);
  const bits = list(store, store.from, store.number, where, parameters);
  if (negated) flip(bits, store.table.rows);
  return bits;
}

/** The rows that have the words of a search in their texts. */
function searched(store: Store, search: string): Uint32Array {
  const { name, rows, columns } = store.table;
  const expression = searchExpression(search);
  if (expression === undefined || !columns.some(({ type }) => type === 'text')) return noBits(rows);
  const index = quoteName(searchTable(name));
  return list(store, index, 'rowid', `${index} MATCH ?`, [expression]);
}

/** The rows that SQLite finds. */
function list(
  store: Store,
  from: string,
  number: string,
  where: string,
  parameters: SQLInputValue[],
): Uint32Array {
  const { rows } = store.table;
  const bits = noBits(rows);
  const sql = `SELECT ${number} FROM ${from} WHERE ${where} AND ${number} > ? AND ${number} <= ?`;
  for (let first = 0; first < rows; first += listedAtOnce) {
    for (const number of store.list(sql, [...parameters, first, first + listedAtOnce])) {
      const row = number - 1;
      bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
    }
  }
  return bits;
}

function* chunkNumbers({ table }: Store): Generator<number> {
  for (let chunk = 0; chunk * chunkRows < table.rows; chunk++) yield chunk;
}
