/** A label on an axis, at a share (0 to 1) of its length. */
export interface Tick {
  at: number;
  label: string;
}

/** A share (0 to 1) as a percentage, written so that pages stay small. */
export function percent(share: number): string {
  return `${Number((within(share) * 100).toFixed(3))}%`;
}

/** A share that is none, because of rounding or of an axis without length, brought back to 0 to 1. */
export function within(share: number): number {
  return Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
}

/** Part of an axis of numbers: its ends and its round numbers. */
export interface Range {
  from: number;
  to: number;
  ticks: number[];
}

/**
 * An axis that holds these numbers and begins and ends at a tick: multiples of 1, 2 or 5 times a power
 * of ten, at most `most` steps of them. An axis for one number alone has some room on both sides.
 */
export function niceRange(least: number, greatest: number, most = 5): Range {
  const [low, high] = least === greatest ? roomAround(least) : [least, greatest];
  const step = niceStep(high - low, most);
  const first = Math.floor(low / step.size + 1e-9);
  const last = Math.ceil(high / step.size - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => step.times(first + index));
  return { from: ticks[0] ?? low, to: ticks.at(-1) ?? high, ticks };
}

/** The round numbers from one to another, both included where they are round: at most `most` steps. */
export function niceTicks(from: number, to: number, most = 5): number[] {
  if (from === to) return [from];
  const { ticks } = niceRange(from, to, most);
  return ticks.filter((tick) => tick >= from && tick <= to);
}

function roomAround(value: number): [number, number] {
  return value === 0 ? [0, 1] : [Math.min(0, value), Math.max(0, value)];
}

function niceStep(length: number, most: number): { size: number; times(index: number): number } {
  const power = Math.floor(Math.log10(length / most));
  for (const digit of [1, 2, 5, 10]) {
    // Division by a power of 10 is exact to the last digit; multiplication by 0.1 is not.
    const unit = 10 ** Math.abs(power);
    const times = (index: number) => (power < 0 ? (index * digit) / unit : index * digit * unit);
    if (length / times(1) <= most + 1e-9) return { size: times(1), times };
  }
  return { size: length, times: (index) => index * length };
}
