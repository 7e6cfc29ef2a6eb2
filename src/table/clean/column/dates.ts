/** Whether a text is a day of the calendar as Holdall writes it: `2026-11-21`. */
export function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}

/** Whether a text is a date, or a date and a time: `2026-11-21 10:00:00`. */
export function isTimestamp(text: string): boolean {
  return (
    isDate(text.slice(0, 10)) &&
    /^([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?)?$/.test(text.slice(10))
  );
}
