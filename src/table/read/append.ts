import { UserError } from '../../base/error.ts';
import { columnNames } from '../column-names.ts';
import type { LoadContext, RawTable, RowPlace, TableFile } from '../raw.ts';
import { columnList, mergeKinds } from '../raw.ts';

/**
 * Moves the rows of one more file to the end of a table. The columns may come in another order;
 * unless the format is `open` they must be the same. Throws a `UserError`.
 */
export async function appendTable(
  { duck }: LoadContext,
  whole: RawTable,
  next: RawTable,
  { open, from, first }: { open: boolean; from: TableFile; first: TableFile | undefined },
): Promise<void> {
  const known = new Map(whole.columns.map(({ name }, index) => [name, index]));
  const added = next.columns.filter(({ name }) => !known.has(name));
  if (!open) checkSameColumns(whole, next, from, first);
  columnNames(
    [...whole.columns, ...added].map(({ name }) => name),
    { file: from.source },
  );
  for (const { name } of added) {
    await duck.run(`ALTER TABLE ${whole.table} ADD COLUMN c${whole.columns.length} VARCHAR`);
    known.set(name, whole.columns.push({ name, kind: 'none' }) - 1);
  }
  const places = next.columns.map(({ name }) => known.get(name) ?? 0);
  await duck.run(`INSERT INTO ${whole.table} (${places.map((place) => `c${place}`).join(', ')})
    SELECT ${columnList(places.length, (column) => column)} FROM ${next.table}`);
  await duck.run(`DROP TABLE ${next.table}`);
  for (const [index, { kind }] of next.columns.entries()) {
    const column = whole.columns[places[index] ?? 0];
    if (column) column.kind = mergeKinds(column.kind, kind);
  }
  whole.locate = locateInBoth(whole.locate, whole.rows, next.locate, places);
  whole.rows += next.rows;
}

/** Rows from `rows` on are those of the second table, whose columns lie at `places` in the whole. */
function locateInBoth(
  locate: RawTable['locate'],
  rows: number,
  locateNext: RawTable['locate'],
  places: number[],
): RawTable['locate'] {
  const inOrder = (place: RowPlace): RowPlace => {
    if (place.sheet === undefined) return place;
    const columns: (string | undefined)[] = [];
    for (const [index, letters] of place.sheet.columns.entries()) columns[places[index] ?? index] = letters;
    return { ...place, sheet: { ...place.sheet, columns } };
  };
  return async (wanted) => {
    const inNext = wanted.filter((row) => row >= rows).map((row) => row - rows);
    const before = await locate(wanted.filter((row) => row < rows));
    return [...before, ...(await locateNext(inNext)).map(inOrder)];
  };
}

function checkSameColumns(
  whole: RawTable,
  next: RawTable,
  from: TableFile,
  first: TableFile | undefined,
): void {
  const missing = namesOf(whole, next);
  const added = namesOf(next, whole);
  if (missing.length + added.length === 0) return;
  const differences = [
    ...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
    ...(added.length > 0 ? [`has ${added.join(', ')} in addition`] : []),
  ];
  throw new UserError(
    `The columns differ from those of ${first?.source}: this file ${differences.join(' and ')}.`,
    {
      hint: 'Files of one table need the same columns; make it a table of its own otherwise.',
      at: { file: from.source },
    },
  );
}

/** The names in the first table that the second has not, in quotes. */
function namesOf(one: RawTable, other: RawTable): string[] {
  const names = new Set(other.columns.map(({ name }) => name));
  return one.columns.filter(({ name }) => !names.has(name)).map(({ name }) => `"${name}"`);
}
