import { formatNumber } from '../../base/format.ts';
import type { SummaryValue } from '../../table/summary.ts';
import { numberText, shareText, valueText } from './values.ts';

/** A value of the summary as people read it, beside the value itself. */
export interface Figure {
  exact: SummaryValue;
  text: string;
}

/** Words with figures among them. */
export type Shown = readonly (string | Figure)[];

/** A value of a column. `numeric` tells the digits of a large integer from a text of digits. */
export function figure(value: SummaryValue, numeric = typeof value === 'number'): Figure {
  return { exact: value, text: valueText(value, numeric) };
}

/** A statistic: a number of the values' own scale. */
export function measure(value: number): Figure {
  return { exact: value, text: numberText(value) };
}

/** How many there are of something. */
export function counted(count: number): Figure {
  return { exact: count, text: formatNumber(count) };
}

/** What is shown, as plain text. */
export function plain(shown: Shown): string {
  return shown.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** A part of a whole: how many, and which share. */
export function partOf(part: number, whole: number): Shown {
  return [counted(part), ` (${shareText(part, whole)})`];
}

/** One thing that is known of values, in words and as people read it; docs/tables.md defines the terms. */
export interface Fact {
  label: string;
  shown: Shown;
}

/** Facts that belong together. */
export interface FactGroup {
  title: string;
  facts: Fact[];
}
