/** What a number is that a cell shows with a certain format. */
export type NumberStyle = 'number' | 'date' | 'time' | 'duration';

/**
 * What a custom number format makes of a number: what is left of its first section without texts
 * in quotes, escaped characters and brackets has a letter of a date or a time in it, or has not.
 */
export function styleOfFormat(code: string): NumberStyle {
  const elapsed = /\[(h+|m+|s+)\]/i;
  const section = code.replace(/"[^"]*"?|\\.|_.|\*./gs, '').split(';')[0] ?? '';
  if (elapsed.test(section)) return 'duration';
  const letters = section.replace(/\[[^\]]*\]/g, '');
  if (/general/i.test(letters)) return 'number';
  if (/[yd]/i.test(letters)) return 'date';
  // An m beside hours or seconds is minutes.
  if (/[hs]/i.test(letters)) return 'time';
  return /m/i.test(letters) ? 'date' : 'number';
}

/** The formats that a workbook need not list (ECMA-376 part 1, 18.8.30), those of East Asia too. */
export function builtInStyle(id: number): NumberStyle {
  if (id === 46) return 'duration';
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return 'time';
  const dates = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return dates ? 'date' : 'number';
}

const dayMs = 86_400_000;

/** 31 December 9999 in the system of 1900. */
const lastDay = 2_958_465;

/**
 * A serial number as a text: a date, a date with a time, a time of day (what a day has passed of, or
 * what lies on day 0 of 1900), or a duration in hours. Undefined for a day that there is not: before
 * day 0, 29 February 1900, past the year 9999.
 */
export function serialText(serial: number, style: NumberStyle, epoch1904: boolean): string | undefined {
  if (style === 'duration') return durationText(serial);
  const ms = Math.round(serial * dayMs);
  if (!(ms >= 0)) return undefined;
  if (ms < dayMs && (style === 'time' || !epoch1904)) return clockText(ms);
  const day = Math.floor(ms / dayMs);
  if (day > (epoch1904 ? lastDay - 1462 : lastDay)) return undefined;
  // Spreadsheets count a 29 February 1900, which never was, as day 60.
  if (!epoch1904 && day === 60) return undefined;
  const first = epoch1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(first + day * dayMs).toISOString().slice(0, 10);
  const rest = ms - day * dayMs;
  return rest === 0 ? date : `${date} ${clockText(rest)}`;
}

function durationText(serial: number): string | undefined {
  const ms = Math.round(Math.abs(serial) * dayMs);
  return Number.isSafeInteger(ms) ? `${serial < 0 && ms > 0 ? '-' : ''}${clockText(ms)}` : undefined;
}

/** `10:30:00`, with milliseconds if there are any; hours go on past 24. */
function clockText(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  return ms % 1000 === 0 ? clock : `${clock}.${String(ms % 1000).padStart(3, '0')}`;
}
