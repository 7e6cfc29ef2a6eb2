import { nilOf } from '../../../table/columns/encoding.ts';
import { chunkReader, readWords } from '../../../table/columns/read.ts';
import { chunkRows, quoteName } from '../../../table/sqlite-layout.ts';
import type { SummaryValue } from '../../../table/summary.ts';
import { chunksOf, type Rows } from './rows.ts';
import type { Store } from './store.ts';

/** A column to work with: each value is the place of a word, or is a number. */
export type Column = CodeColumn | NumberColumn;

/** The different values are in ascending order, and each row has the place of its own. */
export interface CodeColumn {
  kind: 'codes';
  /** How many different values there are, which is also the code of no value. */
  words: number;
  word(code: number): SummaryValue;
  chunk(chunk: number): Uint32Array;
}

/** NaN stands for no value. */
export interface NumberColumn {
  kind: 'numbers';
  chunk(chunk: number): Float64Array;
}

/** A column that has chunks; undefined for one that has none. */
export function storedColumn(store: Store, place: number): Column | undefined {
  const { db, table } = store;
  const encoding = store.encodings[place];
  if (!encoding) return undefined;
  const read = chunkReader(db, table.name, place, encoding);
  if (encoding === 'codes8' || encoding === 'codes16') {
    const words = readWords(db, table.name, place);
    return {
      kind: 'codes',
      words: words.length,
      word: (code) => words[code] ?? '',
      chunk: (chunk) => new Uint32Array(read(chunk)),
    };
  }
  const nil = nilOf(encoding, 0);
  return {
    kind: 'numbers',
    chunk(chunk) {
      const values = read(chunk);
      const doubles = values instanceof Float64Array ? values : new Float64Array(values);
      for (let at = doubles.indexOf(nil); at >= 0; at = doubles.indexOf(nil, at + 1))
        doubles[at] = Number.NaN;
      return doubles;
    },
  };
}

/** A column of codes that were worked out, and the bytes that they take. */
export interface RankedColumn extends CodeColumn {
  bytes: number;
}

/**
 * A column that has no chunks, as codes: SQLite gives its rows in the order of their values, by an
 * index, and how many have each value. Takes a quarter of a second for a million rows.
 */
export function rankedColumn(store: Store, place: number): RankedColumn {
  const { table, from, number } = store;
  const { name, distinct, count } = store.summary(place);
  const column = quoteName(name);
  const present = `FROM ${from} WHERE ${column} IS NOT NULL`;
  const numbers = store.list(`SELECT ${number} ${present} ORDER BY ${column}`);
  const times =
    distinct === count
      ? undefined
      : store.list(`SELECT count(*) ${present} GROUP BY ${column} ORDER BY ${column}`);
  const codes = new Uint32Array(table.rows).fill(distinct);
  // A row that has the value of a code.
  const rows = new Uint32Array(distinct);
  let at = 0;
  for (let code = 0; code < distinct; code++) {
    rows[code] = (numbers[at] ?? 0) - 1;
    for (const end = at + (times?.[code] ?? 1); at < end; at++) codes[(numbers[at] ?? 0) - 1] = code;
  }
  return {
    kind: 'codes',
    words: distinct,
    word: (code) => store.valuesFrom(place, rows[code] ?? 0, 1)[0] ?? '',
    chunk: (chunk) => codes.subarray(chunk * chunkRows, (chunk + 1) * chunkRows),
    bytes: codes.byteLength + rows.byteLength,
  };
}

/** The codes of the rows, in their order, some at a time. */
export function* codesIn(column: CodeColumn, rows: Rows): Generator<Uint32Array> {
  for (const { chunk, places } of chunksOf(rows)) {
    const all = column.chunk(chunk);
    if (!places) {
      yield all;
      continue;
    }
    const some = new Uint32Array(places.length);
    for (let at = 0; at < some.length; at++) some[at] = all[places[at] ?? 0] ?? 0;
    yield some;
  }
}

/** The numbers of the rows, in their order, some at a time. */
export function* numbersIn(column: NumberColumn, rows: Rows): Generator<Float64Array> {
  for (const { chunk, places } of chunksOf(rows)) {
    const all = column.chunk(chunk);
    if (!places) {
      yield all;
      continue;
    }
    const some = new Float64Array(places.length);
    for (let at = 0; at < some.length; at++) some[at] = all[places[at] ?? 0] ?? Number.NaN;
    yield some;
  }
}

/** The codes of the rows, in their order. */
export function codesOf(column: CodeColumn, rows: Rows): Uint32Array {
  const all = new Uint32Array(rows.count);
  let at = 0;
  for (const some of codesIn(column, rows)) {
    all.set(some, at);
    at += some.length;
  }
  return all;
}

/**
 * The values of the rows as numbers, in the rows' order: booleans are 0 and 1, integers past 2^53 the
 * nearest doubles; NaN where there is none, and for texts and dates.
 */
export function doublesOf(store: Store, place: number, column: Column, rows: Rows): Float64Array {
  const all = new Float64Array(rows.count).fill(Number.NaN);
  const { type } = store.summary(place);
  let at = 0;
  if (column.kind === 'numbers') {
    for (const some of numbersIn(column, rows)) {
      all.set(some, at);
      at += some.length;
    }
  } else if (type === 'boolean') {
    for (const code of codesOf(column, rows)) all[at++] = code < column.words ? code : Number.NaN;
  } else if (type === 'integer') {
    for (const value of valuesIn(store, place, rows)) all[at++] = value === null ? Number.NaN : Number(value);
  }
  return all;
}

/** 1 for each of the rows that has a value, in their order; NaN for the others. */
export function presenceOf(column: Column, rows: Rows): Float64Array {
  if (column.kind === 'codes') {
    return Float64Array.from(codesOf(column, rows), (code) => (code < column.words ? 1 : Number.NaN));
  }
  const all = new Float64Array(rows.count);
  let at = 0;
  for (const some of numbersIn(column, rows)) {
    for (let place = 0; place < some.length; place++) all[at++] = Number.isNaN(some[place]) ? Number.NaN : 1;
  }
  return all;
}

/** The values of the rows as SQLite has them, in the rows' order. */
export function* valuesIn(store: Store, place: number, rows: Rows): Generator<SummaryValue | null> {
  for (const { chunk, places } of chunksOf(rows)) {
    const all = store.valuesFrom(place, chunk * chunkRows, chunkRows);
    if (!places) yield* all;
    else for (const place of places) yield all[place] ?? null;
  }
}
