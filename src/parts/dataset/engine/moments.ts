const day = /^(\d{4})-(\d\d)-(\d\d)$/;
const time = /^(\d{4}-\d\d-\d\d)[ T](([01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?$/;

/** A year, a month or a day as typed, which all its dates begin with; undefined for anything else. */
export function readPeriod(text: string): string | undefined {
  const typed = text.trim();
  const [, year, month = '01', date = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(typed) ?? [];
  return year !== undefined && isDay(`${year}-${month}-${date}`) ? typed : undefined;
}

/**
 * A day, or a moment to the microsecond, as the columns of the type have it: `2026-03-21`, `2026-03-21
 * 10:00:00.5`. A moment may be typed with a T, without its seconds, or as a day for its beginning.
 */
export function readMoment(text: string, type: 'date' | 'timestamp'): string | undefined {
  const typed = text.trim();
  if (isDay(typed)) return type === 'date' ? typed : `${typed} 00:00:00`;
  const [, date = '', clock, , seconds = '00', fraction = ''] = time.exec(typed) ?? [];
  if (type === 'date' || !isDay(date)) return undefined;
  const digits = fraction.replace(/0+$/, '');
  return `${date} ${clock}:${seconds}${digits && `.${digits}`}`;
}

function isDay(text: string): boolean {
  if (!day.test(text) || text.startsWith('0000')) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  // The 30th of February is the 2nd of March.
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}
