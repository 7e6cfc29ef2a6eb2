import type { Box } from '../../../box.ts';
import type { Field, FieldKind } from '../../../layout/types.ts';
import { withOptions } from './edits.ts';
import { least, onPage, rounded } from './geometry.ts';

/** A field as one of another kind: what only the old kind has is left out, what the new one needs is there. */
export function withKind(field: Field, kind: FieldKind): Field {
  if (field.kind === kind) return field;
  const { length, options, multiple, columns, rows, pattern, ...common } = field;
  const isTyped = kind !== 'checkbox' && kind !== 'choice' && kind !== 'table' && kind !== 'signature';
  const typed: Field = { ...common, kind, ...(isTyped && pattern !== undefined ? { pattern } : {}) };
  if (kind === 'comb') return { ...typed, length: length ?? 8 };
  if (kind === 'choice')
    return { ...typed, options: field.kind === 'checkbox' ? [{ label: field.label, box: field.box }] : [] };
  return kind === 'table' ? tableOf(typed, 2, 2) : typed;
}

/** A comb of so many letters. */
export const combOf = (field: Field, length: number): Field => ({ ...withKind(field, 'comb'), length });

/** A table of rows and columns that are equal; labels of those that are there already stay. */
export function tableOf(field: Field, rows: number, columns: number): Field {
  const { x, y, width, height } = field.box;
  const base = field.kind === 'table' ? field : { ...withKind({ ...field, kind: 'text' }, 'text') };
  return {
    ...base,
    kind: 'table',
    columns: parts(x, width, columns).map(([from, size], index) => ({
      label: field.columns?.[index]?.label ?? '',
      x: from,
      width: size,
    })),
    rows: parts(y, height, rows).map(([from, size], index) => ({
      label: field.rows?.[index]?.label ?? '',
      y: from,
      height: size,
    })),
  };
}

const parts = (from: number, size: number, count: number): [from: number, size: number][] =>
  Array.from({ length: count }, (_, index) => [
    rounded(from + (size * index) / count),
    rounded(Math.max(least, size / count)),
  ]);

/** The cells of a table, row by row. */
export const cellsOf = ({ columns = [], rows = [] }: Field): Box[] =>
  rows.flatMap(({ y, height }) => columns.map(({ x, width }) => ({ x, y, width, height })));

/** Moves the line between two columns, or two rows, of a table. */
export function moveLine(field: Field, of: 'columns' | 'rows', index: number, to: number): Field {
  if (of === 'columns') {
    const { columns = [] } = field;
    const next = lineMoved(
      columns.map(({ x, width }) => [x, width]),
      index,
      to,
    );
    return {
      ...field,
      columns: columns.map(({ label, x, width }, at) => ({
        label,
        x: next[at]?.[0] ?? x,
        width: next[at]?.[1] ?? width,
      })),
    };
  }
  const { rows = [] } = field;
  const next = lineMoved(
    rows.map(({ y, height }) => [y, height]),
    index,
    to,
  );
  return {
    ...field,
    rows: rows.map(({ label, y, height }, at) => ({
      label,
      y: next[at]?.[0] ?? y,
      height: next[at]?.[1] ?? height,
    })),
  };
}

type Stretch = readonly [from: number, size: number];

/** The end of one stretch and the start of the next, as far as both keep a size. */
function lineMoved(stretches: readonly Stretch[], index: number, to: number): readonly Stretch[] {
  const [one, next] = [stretches[index], stretches[index + 1]];
  if (!one || !next) return stretches;
  const end = next[0] + next[1];
  const at = rounded(Math.min(Math.max(to, one[0] + least), end - least));
  if (at <= one[0] || at >= end) return stretches;
  return stretches.toSpliced(index, 2, [one[0], rounded(at - one[0])], [at, rounded(end - at)]);
}

/** One more answer: a box below the last, or beside it where they stand in a row. */
export function withAnotherOption(field: Field): Field {
  const { options = [] } = field;
  const last = options.at(-1)?.box;
  const before = options.at(-2)?.box;
  if (!last) {
    const isFirst = options.length === 0;
    const { x, y, width, height } = field.box;
    const box = onPage({ x, y, width: Math.min(width, height), height });
    return withOptions(field, [
      ...options,
      isFirst && field.kind === 'choice' ? { label: '', box } : { label: '' },
    ]);
  }
  const isRow = before ? Math.abs(before.y - last.y) < Math.abs(before.x - last.x) : false;
  const [dx, dy] = before
    ? [last.x - before.x, last.y - before.y]
    : isRow
      ? [1.5 * last.width, 0]
      : [0, 1.5 * last.height];
  const box = onPage({ ...last, x: last.x + dx, y: last.y + dy });
  return withOptions(field, [...options, { label: '', box }]);
}

/** A column or row less, or one more at the end; the others share the room. */
export function withCount(field: Field, of: 'columns' | 'rows', count: number): Field {
  const { columns = [], rows = [] } = field;
  return of === 'columns' ? tableOf(field, rows.length, count) : tableOf(field, count, columns.length);
}

/** The answers in the order in which they are read on the page: by rows, each from left to right. */
export function optionsByPlace(field: Field): Field {
  const { options = [] } = field;
  const rows: (readonly (typeof options)[number][])[] = [];
  for (const option of options.toSorted((a, b) => (a.box?.y ?? 1) - (b.box?.y ?? 1))) {
    const row = rows.at(-1);
    const first = row?.[0]?.box;
    const isSame = first && option.box && option.box.y < first.y + first.height / 2;
    if (row && isSame) rows.splice(-1, 1, [...row, option]);
    else rows.push([option]);
  }
  const sorted = rows.flatMap((row) => row.toSorted((a, b) => (a.box?.x ?? 0) - (b.box?.x ?? 0)));
  return sorted.every((option, index) => option === options[index]) ? field : { ...field, options: sorted };
}
