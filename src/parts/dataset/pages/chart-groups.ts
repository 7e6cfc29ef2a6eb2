import type { SummaryValue } from '../../../table/summary.ts';
import type { Aggregate, Selection } from '../query.ts';
import type { Choice, Period } from './chart-choice.ts';

/** One value for each value of x, or for each period of it. */
export interface Group {
  x: SummaryValue | null;
  y: number;
}

/** More groups than these are not worked out. */
export const mostGroups = 200_000;

/** Whether y of days can be put together to y of months: a median cannot. */
export function canMerge(aggregate: Aggregate): boolean {
  return aggregate !== 'median';
}

/** All groups in the order of x; undefined where there are too many. */
export function groupsFor(
  selection: Selection,
  { x, y, aggregate }: Choice,
  period: Period,
): Group[] | undefined {
  const of = (one: Aggregate) =>
    selection.groups(x, y === undefined ? undefined : { column: y, aggregate: one }, mostGroups + 1);
  const asked = y === undefined || aggregate === 'each' ? 'count' : aggregate;
  const length = { day: 10, month: 7, year: 4, auto: undefined, exact: undefined }[period];
  const merges = length !== undefined && canMerge(asked);
  const groups = of(asked === 'mean' && merges ? 'sum' : asked);
  if (groups.length > mostGroups) return undefined;
  if (!merges) return valued(groups);
  const counts = asked === 'mean' ? of('count') : undefined;
  return merge(groups, counts, length, asked);
}

function valued(groups: { x: SummaryValue | null; y: number | null }[]): Group[] {
  return groups.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
}

/** Groups of the same beginning of x become one. */
function merge(
  groups: { x: SummaryValue | null; y: number | null }[],
  counts: { y: number | null }[] | undefined,
  length: number,
  aggregate: Aggregate,
): Group[] {
  const merged = new Map<string | null, { y: number; count: number }>();
  groups.forEach(({ x, y }, at) => {
    if (y === null) return;
    const key = x === null ? null : String(x).slice(0, length);
    const known = merged.get(key);
    const count = counts?.[at]?.y ?? 0;
    if (known === undefined) merged.set(key, { y, count });
    else {
      known.y =
        aggregate === 'min' ? Math.min(known.y, y) : aggregate === 'max' ? Math.max(known.y, y) : known.y + y;
      known.count += count;
    }
  });
  return [...merged].map(([x, { y, count }]) => ({ x, y: aggregate === 'mean' ? y / count : y }));
}

const DAY = 86_400_000;

/** The period that makes a line of some dozen to some hundred points; days for a median. */
export function fittingPeriod(
  min: SummaryValue | null,
  max: SummaryValue | null,
  by: Period,
  aggregate: string,
): Period {
  if (by !== 'auto') return by;
  const [first, last] = [min, max].map((value) => Date.parse(String(value).slice(0, 10)));
  const days = ((last ?? 0) - (first ?? 0)) / DAY;
  if (aggregate === 'median' || days <= 100) return 'day';
  return days <= 3653 ? 'month' : 'year';
}
