/** A size as people read it: `817 B`, `12.3 kB`, `1.5 GB`; a kB is 1000 bytes. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${units[unit]}`;
}

/** A number with its thousands apart: `1,234,567.8`. At most `digits` decimals, none of them a trailing 0. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return String(value);
  if (value !== 0 && Math.abs(value) < 10 ** -digits) return value.toPrecision(3);
  const [whole = '', decimals] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = decimals?.replace(/0+$/, '');
  return rest ? `${grouped}.${rest}` : grouped;
}

/** A number of things: `1 picture`, `1,200 pictures`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
