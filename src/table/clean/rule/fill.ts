import { sumAndMean } from '../../../numbers/distribution.ts';
import { median } from '../../../numbers/quantile.ts';
import { literal } from '../../duckdb.ts';
import { readNumbers } from '../../statistics/numbers.ts';
import { applyTypes, findType, typedValue } from '../column/typing.ts';
import { wrongSpec } from '../fault.ts';
import type { Step } from '../plan.ts';
import type { Work, WorkColumn } from '../work.ts';
import { countWhere, putBeside, rewrite, takeFromBeside } from '../work.ts';
import type { RuleOptions } from './options.ts';

/**
 * Gives a value to the cells that have none. Throws a `UserError` for the mean or median of a column
 * that has values of another type than numbers.
 */
export async function fill(
  work: Work,
  { label, columns, pointer }: Step,
  { value, from }: RuleOptions['fill'],
): Promise<void> {
  if (from === 'previous' || from === 'next') return await fillFromRows(work, label, columns, from);
  if (from !== undefined) await applyTypes(work, columns);
  const filled = [];
  for (const column of columns) {
    const by = from === undefined ? String(value) : await middleOf(work, column, from, pointer);
    if (by === undefined) continue;
    if (column.kind === 'none') column.kind = 'any';
    filled.push({ column, steps: [(value: string) => `coalesce(${value}, ${literal(by)})`] });
  }
  await rewrite(work, label, filled);
}

const windows = {
  previous: (id: string) =>
    `last_value(${id} IGNORE NULLS) OVER (ORDER BY r ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
  next: (id: string) =>
    `first_value(${id} IGNORE NULLS) OVER (ORDER BY r ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`,
};

async function fillFromRows(
  work: Work,
  label: string,
  columns: WorkColumn[],
  from: keyof typeof windows,
): Promise<void> {
  const filled = columns.map((column) => ({ column, steps: [windows[from]] }));
  await putBeside(work, filled, 'ORDER BY r');
  await takeFromBeside(work, label, filled);
}

/** The mean or median of a column as a text; undefined when it has no values. */
async function middleOf(
  work: Work,
  column: WorkColumn,
  from: 'mean' | 'median',
  pointer: string,
): Promise<string | undefined> {
  const { type, why } = await findType(work, column);
  const [rows = 0] = await countWhere(work, ['true']);
  const [values = 0] = await countWhere(work, [`${column.id} IS NOT NULL`]);
  if (values === 0) return undefined;
  if (type !== 'integer' && type !== 'decimal') {
    const such = why.ruledOut ? `, such as "${why.ruledOut.value}"` : '';
    throw wrongSpec(
      `"${column.name}" has no ${from}: its values are of type ${type}${such}.`,
      pointer,
      'Fill it with a "value" or from "previous", or put rules before that make numbers of its values.',
    );
  }
  const { duck, table } = work;
  const numbers = await readNumbers({ duck, table, rows, type, column: typedValue(column.id, type) });
  if (!numbers) return undefined;
  const { distribution } = numbers;
  const middle = from === 'mean' ? sumAndMean(distribution).mean : median(distribution);
  return String(column.options?.type === 'integer' ? Math.round(middle) : middle);
}
