import { type Fault, faultError, type Place } from './parse-error.ts';

/** Decimal notation: a point for the decimals, an exponent if need be. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const integer = /^[+-]?\d+$/;

/** Longer entries are no numbers: a double has no more than some 770 digits that count. */
const longestEntry = 1000;

/** How many faults an error names. */
const faultsNamed = 5;

/** Numbers in the order in which they came; an integer that a double would round is a bigint of 64 bits. */
export type ParsedNumbers = (number | bigint)[];

/**
 * Reads numbers that are apart by blanks, commas, semicolons or line ends. `file` is what errors
 * call the text. Throws a `UserError` that names what is no number and where, several at once, or
 * when there is no number at all.
 */
export function parseNumbers(text: string, file: string): ParsedNumbers {
  const parser = numberParser(file);
  parser.add(text);
  return parser.end();
}

/** The same for the arguments of a command, each of which holds a number or more. */
export function parseArguments(texts: readonly string[]): ParsedNumbers {
  const found: Found = { values: [], faults: [], faultCount: 0 };
  for (const [index, text] of texts.entries()) {
    const place = { name: `argument ${index + 1}` };
    if (text.trim() === '') addFault(found, '', { ...place, blank: true });
    else scan(text, newScan(), found, true, place);
  }
  return finish(found, 'the arguments');
}

/** A text that comes in pieces: `add` each of them, and take the numbers at the `end`. */
export interface NumberParser {
  add(text: string): void;
  end(): ParsedNumbers;
}

/** Reads as `parseNumbers` does from pieces of any size, which may end in the middle of a number. */
export function numberParser(file: string): NumberParser {
  const found: Found = { values: [], faults: [], faultCount: 0 };
  const state = newScan();
  const place = { file };
  return {
    add: (text) => scan(text, state, found, false, place),
    end: () => {
      scan('', state, found, true, place);
      return finish(found, file);
    },
  };
}

interface Found {
  values: ParsedNumbers;
  faults: Fault[];
  faultCount: number;
}

/** Where a scan stands between two pieces of a text. */
interface Scan {
  line: number;
  /** Where the line begins, counted from the beginning of the piece: below 0 when before it. */
  lineStart: number;
  /** The comma or semicolon that came last, behind which an entry has to follow. */
  comma: Place | undefined;
  /** Whether nothing has come yet. */
  start: boolean;
  /** The beginning of an entry that may go on in the next piece. */
  rest: string;
}

function newScan(): Scan {
  return { line: 1, lineStart: 0, comma: undefined, start: true, rest: '' };
}

const [tab, newLine, carriageReturn, blank, comma, semicolon] = [9, 10, 13, 32, 44, 59];

function scan(
  piece: string,
  state: Scan,
  found: Found,
  last: boolean,
  source: { name: string } | { file: string },
): void {
  const text = state.rest + piece;
  const placeOf = (at: number): Place =>
    'name' in source ? source : { ...source, line: state.line, column: at - state.lineStart + 1 };
  let at = 0;
  state.rest = '';
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isSeparator(code)) {
      const end = entryEnd(text, at);
      if (end === text.length && !last && end - at <= longestEntry) {
        state.rest = text.slice(at);
        break;
      }
      addEntry(found, text.slice(at, end), () => placeOf(at));
      state.comma = undefined;
      state.start = false;
      at = end;
      continue;
    }
    if (code === comma || code === semicolon) {
      if (state.comma || state.start) addFault(found, '', placeOf(at));
      state.comma = placeOf(at);
      state.start = false;
    }
    at++;
    if (code === newLine) {
      state.line++;
      state.lineStart = at;
    }
  }
  state.lineStart -= at;
  if (last && state.comma) addFault(found, '', state.comma);
}

function isSeparator(code: number): boolean {
  // All of them are low, which tells most of the others apart at once.
  if (code > semicolon) return false;
  return (
    code === newLine ||
    code === blank ||
    code === comma ||
    code === semicolon ||
    code === tab ||
    code === carriageReturn
  );
}

function entryEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !isSeparator(text.charCodeAt(at))) at++;
  return at;
}

function addEntry(found: Found, entry: string, place: () => Place): void {
  const value = decimal.test(entry) && entry.length <= longestEntry ? Number(entry) : Number.NaN;
  if (!Number.isFinite(value)) {
    addFault(found, entry, place());
    return;
  }
  if (Number.isSafeInteger(value) || !integer.test(entry)) {
    // Adding 0 makes 0 of -0.
    found.values.push(value + 0);
    return;
  }
  const large = BigInt(entry.replace(/^\+/, ''));
  if (large === BigInt.asIntN(64, large)) found.values.push(large);
  else addFault(found, entry, place());
}

function addFault(found: Found, entry: string, place: Place): void {
  found.faultCount++;
  if (found.faults.length < faultsNamed) found.faults.push({ entry, place });
}

function finish({ values, faults, faultCount }: Found, where: string): ParsedNumbers {
  if (faultCount === 0 && values.length > 0) return values;
  throw faultError(faults, faultCount, where);
}
