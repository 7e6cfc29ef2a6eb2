const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BACKSLASH = 0x5c;

/** How the records and fields of a CSV text are written. */
export interface CsvDialect {
  /** One ASCII character. */
  delimiter: string;
  /** What fields may be enclosed in; empty when nothing is. */
  quote: '"' | "'" | '';
  /** A quote that belongs to the text is written twice, or behind a backslash. */
  escape: 'doubled' | 'backslash';
  /** Lines that begin with it are left out. */
  comment?: string | undefined;
}

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
  /** Some field is in quotes. */
  quoted: boolean;
  /** On how many lines it is. */
  lines: number;
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

/** Of a dialect, as bytes. -1: there is none. */
interface Marks {
  delimiter: number;
  quote: number;
  comment: number;
  backslash: boolean;
}

/**
 * Finds the records of a CSV text: RFC 4180 in any dialect, with any of the three line ends, and
 * with blanks around a quoted field. A quote in the middle of a field is an ordinary character.
 * Unless the bytes are `final`, what follows the last whole record is left for the next call.
 * Returns how many bytes were used, and the line that the next byte is on.
 */
export function scanCsv(
  bytes: Uint8Array,
  options: { dialect: CsvDialect; line: number; final: boolean },
  onRecord: (record: CsvRecord) => void,
): { used: number; line: number } {
  const { delimiter, quote, escape: escaped, comment } = options.dialect;
  const marks: Marks = {
    delimiter: delimiter.charCodeAt(0),
    quote: quote === '' ? -1 : quote.charCodeAt(0),
    comment: comment === undefined ? -1 : comment.charCodeAt(0),
    backslash: escaped === 'backslash',
  };
  const record: CsvRecord = {
    line: options.line,
    start: 0,
    end: 0,
    fields: 0,
    bounds: [],
    lineEnd: 'none',
    quoted: false,
    lines: 1,
    padded: false,
    fault: undefined,
  };
  let at = 0;
  while (at < bytes.length) {
    record.start = at;
    const isComment = bytes[at] === marks.comment;
    if (isComment) record.end = lineEndFrom(bytes, at);
    else scanFields(bytes, marks, record);
    at = record.end;
    // A CR at the very end may be the first half of a CR LF.
    const cut = at === bytes.length || (bytes[at] === CR && at + 1 === bytes.length);
    if (cut && !options.final) return { used: record.start, line: record.line };
    record.lineEnd = lineEndAt(bytes, at);
    record.lines = record.quoted && !isComment ? 1 + countLineEnds(bytes, record.start, at) : 1;
    if (!isComment) onRecord(record);
    if (record.lineEnd !== 'none') at += record.lineEnd === 'crlf' ? 2 : 1;
    record.line += record.lines;
  }
  return { used: at, line: record.line };
}

/** Nothing at all between two line ends. */
export function isBlank(record: CsvRecord): boolean {
  return record.start === record.end;
}

/** The text of each field of a record, without its quotes. */
export function csvFields(bytes: Buffer, record: CsvRecord, dialect: CsvDialect): string[] {
  const { quote } = dialect;
  return Array.from({ length: record.fields }, (_, field) => {
    const text = bytes.toString('utf8', record.bounds[2 * field], record.bounds[2 * field + 1]);
    if (quote === '' || !text.includes(quote)) return text;
    const quoted = text.replace(/^ +| +$/g, '');
    if (!quoted.startsWith(quote)) return text;
    const inside = quoted.slice(1, -1);
    return dialect.escape === 'backslash'
      ? inside.replace(/\\(["'\\])|(["'])\2/g, '$1$2')
      : inside.replaceAll(quote + quote, quote);
  });
}

/** Reads the fields from `record.start` to the end of the record. */
function scanFields(bytes: Uint8Array, marks: Marks, record: CsvRecord): void {
  const { delimiter, quote } = marks;
  const { bounds } = record;
  let at = record.start;
  let fields = 0;
  record.quoted = false;
  record.padded = false;
  record.fault = undefined;
  for (;;) {
    const start = at;
    let byte = bytes[at];
    while (byte === SPACE) byte = bytes[++at];
    if (byte === quote) {
      record.quoted = true;
      record.fields = fields;
      at = scanQuoted(bytes, start, at, marks, record);
    } else {
      while (byte !== undefined && byte !== delimiter && byte !== LF && byte !== CR) byte = bytes[++at];
    }
    bounds[2 * fields] = start;
    bounds[2 * fields + 1] = at;
    fields++;
    if (bytes[at] !== delimiter) break;
    at++;
  }
  record.fields = fields;
  record.end = at;
}

/** Returns the end of the field that starts at `start` and whose quote opens at `open`. */
function scanQuoted(
  bytes: Uint8Array,
  start: number,
  open: number,
  { delimiter, quote, backslash }: Marks,
  record: CsvRecord,
): number {
  const fault = (kind: CsvFault['kind'], at: number): void => {
    const line = record.line + countLineEnds(bytes, record.start, at);
    record.fault ??= { kind, line, field: record.fields + 1 };
  };
  let at = open + 1;
  for (;;) {
    while (at < bytes.length && bytes[at] !== quote) at += backslash && bytes[at] === BACKSLASH ? 2 : 1;
    if (bytes[at + 1] !== quote) break;
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

function lineEndFrom(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
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
