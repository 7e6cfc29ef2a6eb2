import { describeNumbers, type NumberStatistics } from '../../../numbers/describe.ts';
import { distributionOf } from '../../../numbers/distribution.ts';
import type { Selection } from '../query.ts';
import { type Column, doublesOf, valuesIn } from './column.ts';
import { ascending } from './counts.ts';
import { countValues, facetOf } from './facet.ts';
import type { Rows } from './rows.ts';
import { hasLarge, type Store } from './store.ts';

type Description = ReturnType<Selection['describe']>;

/** How many of the most frequent values are told, as of the whole table. */
const topValues = 10;

/** The statistics of a column over some rows. */
export function describe(store: Store, place: number, column: () => Column, rows: Rows): Description {
  const summary = store.summary(place);
  if (!rows.bits) {
    const { count, nulls, distinct, min, max, top, numbers } = summary;
    return { count, nulls, distinct, min, max, top, ...(numbers && { numbers }) };
  }
  if (summary.type !== 'integer' && summary.type !== 'decimal') {
    const counted = countValues(store, place, column(), rows);
    const distinct = counted.counts.length;
    return {
      count: rows.count - counted.nulls,
      nulls: counted.nulls,
      distinct,
      min: distinct === 0 ? null : counted.value(0),
      max: distinct === 0 ? null : counted.value(distinct - 1),
      top: facetOf(counted, topValues).values,
    };
  }
  const list = hasLarge(summary)
    ? largeIntegers(store, place, rows)
    : ascending(doublesOf(store, place, column(), rows));
  const nulls = rows.count - list.length;
  if (list.length === 0) return { count: 0, nulls, distinct: 0, min: null, max: null, top: [] };
  const asked = summary.numbers?.quantiles.map(({ p }) => p);
  return { ...split(describeNumbers(distributionOf(list), asked)), nulls };
}

function split({
  modes: _,
  modeCount: __,
  count,
  distinct,
  min,
  max,
  top,
  ...numbers
}: NumberStatistics): Omit<Description, 'nulls'> {
  return { count, distinct, min, max, top, numbers };
}

function largeIntegers(store: Store, place: number, rows: Rows): BigInt64Array {
  const list = new BigInt64Array(rows.count);
  let count = 0;
  for (const value of valuesIn(store, place, rows)) {
    if (typeof value === 'number' || typeof value === 'string') list[count++] = BigInt(value);
  }
  return list.subarray(0, count);
}
