/** What a field of CSV can hold. */
type CsvValue = string | number | boolean | bigint | null;

/** One record of CSV by RFC 4180, with its line end; no value is an empty field, and an empty text one in quotes. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

function field(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return needsQuotes(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Also where blanks at an end, which some programs take off, would be lost. */
function needsQuotes(text: string): boolean {
  return (
    text === '' ||
    isBlank(text.charCodeAt(0)) ||
    isBlank(text.charCodeAt(text.length - 1)) ||
    /[",\r\n]/.test(text)
  );
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
