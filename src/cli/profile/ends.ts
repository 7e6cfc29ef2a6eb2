import type { ColumnSummary, SummaryValue } from '../../table/summary.ts';
import type { Figure } from './figure.ts';
import { isNumeric, shortNumber, valueText } from './values.ts';

/** What an end of a column's range is in a narrow place: a number short, of a timestamp the day unless both have the same. */
export function endFigure({ type, min, max }: ColumnSummary, end: 'min' | 'max'): Figure | undefined {
  const exact = end === 'min' ? min : max;
  if (exact === null) return undefined;
  if (isNumeric(type)) return { exact, text: shortNumber(Number(exact), 10) };
  if (type === 'timestamp' && day(min) !== day(max)) return { exact, text: day(exact) };
  return { exact, text: valueText(exact, false) };
}

function day(value: SummaryValue | null): string {
  return String(value).slice(0, 10);
}
