import type { Reader } from '../../language/reader.ts';
import type { Tick } from './scale.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** `2026-11-21` or `2026-11-21 10:00:00` as milliseconds since 1970, as if all were UTC. */
export function timeOf(date: string): number {
  return Date.parse(date.length === 10 ? `${date}T00:00:00Z` : `${date.replace(' ', 'T')}Z`);
}

interface Step {
  unit: 'hour' | 'day' | 'month' | 'year';
  size: number;
  /** About how long it is. */
  length: number;
}

const steps: Step[] = [
  ...[1, 2, 3, 6, 12].map((size): Step => ({ unit: 'hour', size, length: size * HOUR })),
  ...[1, 2, 7, 14].map((size): Step => ({ unit: 'day', size, length: size * DAY })),
  ...[1, 2, 3, 6].map((size): Step => ({ unit: 'month', size, length: size * 30 * DAY })),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map(
    (size): Step => ({ unit: 'year', size, length: size * 365 * DAY }),
  ),
];

/** The round moments between two, in milliseconds since 1970, as ticks of that axis; at most about `most`. */
export function timeTicks(reader: Reader, from: number, to: number, most = 6): Tick[] {
  const length = to - from;
  if (!(length > 0)) return [{ at: 0.5, label: reader.date(new Date(from).toISOString().slice(0, 10)) }];
  const step = steps.find((one) => length / one.length <= most) ?? steps.at(-1);
  if (step === undefined) return [];
  const label = new Intl.DateTimeFormat(reader.text.locale, { timeZone: 'UTC', ...parts[step.unit] });
  return moments(step, from, to).map((time) => ({ at: (time - from) / length, label: label.format(time) }));
}

const parts: Record<Step['unit'], Intl.DateTimeFormatOptions> = {
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

function moments({ unit, size }: Step, from: number, to: number): number[] {
  const found: number[] = [];
  const begin = new Date(from);
  const year = begin.getUTCFullYear();
  for (let index = 0; index < 1000; index++) {
    const time =
      unit === 'year'
        ? Date.UTC(Math.floor(year / size) * size + index * size, 0)
        : unit === 'month'
          ? Date.UTC(year, index * size)
          : Math.floor(from / spanOf(unit, size)) * spanOf(unit, size) + index * spanOf(unit, size);
    if (time > to) break;
    if (time >= from) found.push(time);
  }
  return found;
}

function spanOf(unit: 'hour' | 'day', size: number): number {
  return size * (unit === 'hour' ? HOUR : DAY);
}
