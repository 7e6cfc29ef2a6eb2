import type { Reader } from '../../../language/reader.ts';
import type { TableSummary } from '../../../table/summary.ts';
import type { Condition, Operator } from '../query.ts';
import { cutText, isDated, isNumeric, titleOf } from './values.ts';

/** A condition in words: `product begins with pen`, `amount ≥ 10 £`. */
export function conditionText(reader: Reader, table: TableSummary, condition: Condition): string {
  const column = table.columns[condition.column];
  if (column === undefined) return '';
  const text = reader.text.dataset;
  const values = condition.values.map((value) =>
    value === '' ? text.filter.blankValue : cutText(value, 40),
  );
  const shown =
    values.length > 4 ? [...values.slice(0, 3), text.filter.more(reader.number(values.length - 3))] : values;
  return [titleOf(column), text.operators[condition.operator], shown.join(', ')].filter(Boolean).join(' ');
}

/** What can sensibly be asked of a column of this type, the most useful first. */
export function operatorsFor(column: TableSummary['columns'][number]): Operator[] {
  if (column.type === 'boolean') return ['exact', 'not', 'isnull', 'notnull'];
  if (isNumeric(column))
    return ['gte', 'lte', 'gt', 'lt', 'exact', 'not', 'in', 'notin', 'startswith', 'isnull', 'notnull'];
  if (isDated(column)) return ['date', 'gte', 'lte', 'gt', 'lt', 'exact', 'not', 'isnull', 'notnull'];
  return [
    'contains',
    'exact',
    'startswith',
    'endswith',
    'not',
    'in',
    'notin',
    'like',
    'glob',
    'gte',
    'lte',
    'isblank',
    'isnull',
    'notnull',
  ];
}
