import { around, type Box, overlap } from '../../../box.ts';
import { idOf } from '../../../layout/ids.ts';
import type { Field } from '../../../layout/types.ts';
import { withOptions } from './edits.ts';
import { onPage } from './geometry.ts';
import { confirmed, freeId, type Item, type Items, nextKey } from './item.ts';
import { cellsOf, combOf, tableOf, withKind } from './kinds.ts';

/** What several fields can be made into. */
export const merges = ['field', 'choice', 'comb', 'table'] as const;
export type Merge = (typeof merges)[number];

/** Makes one field of several on one page; it takes the place and the key of the first of them. */
export function merge(items: Items, keys: ReadonlySet<number>, into: Merge): Items {
  const chosen = items.filter(({ key }) => keys.has(key));
  const [first] = chosen;
  if (!first || chosen.length < 2 || chosen.some(({ field }) => field.page !== first.field.page))
    return items;
  const others = items.filter((item) => item === first || !keys.has(item.key));
  const made = makers[into](chosen.map(({ field }) => field));
  const id = freeId(idOf(made.label) || made.kind, others, first.key);
  return others.map((item) =>
    item === first ? { key: first.key, field: confirmed({ ...made, id }) } : item,
  );
}

const makers: Record<Merge, (fields: readonly Field[]) => Field> = {
  field: (fields) => {
    const rows = stretches(fields.map(({ box }) => [box.y, box.y + box.height]));
    return withKind(joined(fields), rows.length > 1 ? 'multi-line' : 'text');
  },
  choice: (fields) => {
    const question = fields.find(({ kind }) => kind === 'choice')?.label ?? '';
    const options = fields.flatMap(({ kind, label, box, options: own }) =>
      kind === 'choice' && own ? own : [{ label, box }],
    );
    return withOptions({ ...withKind(joined(fields), 'choice'), label: question }, options);
  },
  comb: (fields) => {
    const length = fields.reduce((sum, field) => sum + (field.length ?? 1), 0);
    return combOf(joined(fields), length);
  },
  table: (fields) => {
    const cells = fields.flatMap((field) => (field.kind === 'table' ? cellsOf(field) : [field.box]));
    const columns = stretches(cells.map((cell) => [cell.x, cell.x + cell.width]));
    const rows = stretches(cells.map((cell) => [cell.y, cell.y + cell.height]));
    const { label } = fields.find(({ kind }) => kind === 'table') ?? { label: '' };
    return {
      ...tableOf(joined(fields), rows.length, columns.length),
      label,
      columns: columns.map(([x, end]) => ({ label: '', x, width: end - x })),
      rows: rows.map(([y, end]) => ({ label: '', y, height: end - y })),
    };
  },
};

/** The first with a label, with a box around all, as a text. */
function joined(fields: readonly Field[]): Field {
  const [first] = fields as readonly [Field, ...Field[]];
  const { label } = fields.find((field) => field.label !== '') ?? first;
  const box = onPage(around(fields.map((field) => field.box)));
  return { ...withKind({ ...first, kind: 'table' }, 'text'), label, box };
}

/** Takes a choice or a table apart: its answers become boxes to tick, its cells texts. */
export function takeApart(items: Items, key: number): Items {
  const at = items.findIndex((item) => item.key === key);
  const field = items[at]?.field;
  if (!field || !canBeTakenApart(field)) return items;
  const parts: { label: string; box: Box; kind: 'checkbox' | 'text' }[] =
    field.kind === 'choice'
      ? (field.options ?? []).flatMap(({ label, box }) =>
          box ? [{ label, box, kind: 'checkbox' as const }] : [],
        )
      : (field.rows ?? []).flatMap((row) =>
          (field.columns ?? []).map((column) => ({
            label: [row.label, column.label].filter(Boolean).join(', '),
            box: { x: column.x, y: row.y, width: column.width, height: row.height },
            kind: 'text' as const,
          })),
        );
  const others = items.filter((item) => item.key !== key);
  const { section, page, required } = field;
  const made: Item[] = [];
  for (const { label, box, kind } of parts) {
    const id = freeId(idOf(label || field.label) || kind, others.concat(made));
    const common = { id, label, kind, page, box: onPage(box), order: 0, confidence: 1 };
    made.push({
      key: nextKey(items.concat(made)),
      field: {
        ...common,
        ...(section === undefined ? {} : { section }),
        ...(required && kind === 'text' ? { required } : {}),
      },
    });
  }
  return items.toSpliced(at, 1, ...made);
}

export const canBeTakenApart = ({ kind, options, columns, rows }: Field): boolean =>
  (kind === 'choice' && (options?.some(({ box }) => box) ?? false)) ||
  (kind === 'table' && (columns?.length ?? 0) > 0 && (rows?.length ?? 0) > 0);

/** Ranges that overlap by more than half of the shorter one are one: rows, or columns, from their cells. */
function stretches(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [from, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const one = found.find(
      ([start, stop]) => overlap(start, stop, from, end) > 0.5 * Math.min(stop - start, end - from),
    );
    if (one) {
      one[0] = Math.min(one[0], from);
      one[1] = Math.max(one[1], end);
    } else found.push([from, end]);
  }
  return found;
}
