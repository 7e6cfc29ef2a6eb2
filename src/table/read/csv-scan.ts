const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** One record of a CSV text. The object is reused: take what you need before the next one. */
export interface CsvRecord {
  /** The line of its first byte, counted from 1. */
  line: number;
  /** Its bytes, without the line end. */
  start: number;
  end: number;
  fields: number;
  /** Start and end of each field, quotes included; valid up to `2 * fields`. */
  bounds: number[];
  lineEnd: 'lf' | 'crlf' | 'cr' | 'none';
  /** Blanks lie around a quoted field. */
  padded: boolean;
  fault: CsvFault | undefined;
}

/** What is wrong with the quotes of a record, and on which line. */
export interface CsvFault {
  kind: 'unclosed quote' | 'text after quote';
  line: number;
  /** Counted from 1. */
  field: number;
}

/**
 * Finds the records of a CSV text: RFC 4180, with any of the three line ends, and with blanks
 * around a quoted field. A quote in the middle of a field is an ordinary character. Unless the
 * bytes are `final`, what follows the last whole record is left for the next call. Returns how
 * many bytes were used, and the line that the next byte is on.
 */
export function scanCsv(
  bytes: Uint8Array,
  options: { delimiter: string; line: number; final: boolean },
  onRecord: (record: CsvRecord) => void,
): { used: number; line: number } {
  const delimiter = options.delimiter.charCodeAt(0);
  const record: CsvRecord = {
    line: options.line,
    start: 0,
    end: 0,
    fields: 0,
    bounds: [],
    lineEnd: 'none',
    padded: false,
    fault: undefined,
  };
  let at = 0;
  while (at < bytes.length) {
    record.start = at;
    const quoted = scanFields(bytes, delimiter, record);
    at = record.end;
    // A CR at the very end may be the first half of a CR LF.
    const cut = at === bytes.length || (bytes[at] === CR && at + 1 === bytes.length);
    if (cut && !options.final) return { used: record.start, line: record.line };
    record.lineEnd = lineEndAt(bytes, at);
    onRecord(record);
    if (record.lineEnd !== 'none') at += record.lineEnd === 'crlf' ? 2 : 1;
    record.line += quoted ? countLineEnds(bytes, record.start, at) : 1;
  }
  return { used: at, line: record.line };
}

/** The text of each field of a record, without its quotes. */
export function csvFields(bytes: Buffer, record: CsvRecord): string[] {
  return Array.from({ length: record.fields }, (_, field) => {
    const text = bytes.toString('utf8', record.bounds[2 * field], record.bounds[2 * field + 1]);
    const inside = /^ *"(.*)" *$/s.exec(text)?.[1];
    return inside === undefined ? text : inside.replaceAll('""', '"');
  });
}

/** Reads the fields from `record.start` to the end of the record; says whether one is quoted. */
function scanFields(bytes: Uint8Array, delimiter: number, record: CsvRecord): boolean {
  let at = record.start;
  let quoted = false;
  record.fields = 0;
  record.padded = false;
  record.fault = undefined;
  for (;;) {
    const start = at;
    while (bytes[at] === SPACE) at++;
    if (bytes[at] === QUOTE) {
      quoted = true;
      at = scanQuoted(bytes, start, at, delimiter, record);
    } else {
      let byte = bytes[at];
      while (byte !== undefined && byte !== delimiter && byte !== LF && byte !== CR) byte = bytes[++at];
    }
    record.bounds[2 * record.fields] = start;
    record.bounds[2 * record.fields + 1] = at;
    record.fields++;
    if (bytes[at] !== delimiter) break;
    at++;
  }
  record.end = at;
  return quoted;
}

/** Returns the end of the field that starts at `start` and whose quote opens at `open`. */
function scanQuoted(
  bytes: Uint8Array,
  start: number,
  open: number,
  delimiter: number,
  record: CsvRecord,
): number {
  const fault = (kind: CsvFault['kind'], at: number): void => {
    const line = record.line + countLineEnds(bytes, record.start, at);
    record.fault ??= { kind, line, field: record.fields + 1 };
  };
  let at = open + 1;
  for (;;) {
    while (at < bytes.length && bytes[at] !== QUOTE) at++;
    if (bytes[at + 1] !== QUOTE) break;
    at += 2;
  }
  if (at >= bytes.length) {
    fault('unclosed quote', open);
    return bytes.length;
  }
  let byte = bytes[++at];
  if (open > start || byte === SPACE) record.padded = true;
  while (byte !== undefined && byte !== delimiter && byte !== LF && byte !== CR) {
    if (byte !== SPACE) fault('text after quote', at);
    byte = bytes[++at];
  }
  return at;
}

function lineEndAt(bytes: Uint8Array, at: number): CsvRecord['lineEnd'] {
  if (bytes[at] === LF) return 'lf';
  if (bytes[at] === CR) return bytes[at + 1] === LF ? 'crlf' : 'cr';
  return 'none';
}

function countLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) count++;
  }
  return count;
}
