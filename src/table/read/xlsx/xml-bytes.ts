/**
 * Tags and attributes in the bytes of an XML text. Positions are those of bytes; what breaks off
 * throws a `SheetFault`.
 */

/** The XML is not that of a sheet, or breaks off. */
export class SheetFault extends Error {}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const SPACE = 0x20;

/** Where the next tag begins. */
export function nextTag(bytes: Buffer, from: number): number {
  let at = from;
  const { length } = bytes;
  while (at < length && bytes[at] !== LT) at++;
  return at;
}

/** What follows the tag that is open at `from`. A comment may hold anything. */
export function tagEnd(bytes: Buffer, from: number): number {
  if (bytes[from] === LT && bytes[from + 1] === 0x21) {
    const isData = bytes[from + 2] === 0x5b;
    const end = bytes.indexOf(isData ? ']]>' : '-->', from + 4, 'latin1');
    if (end < 0) throw new SheetFault('a comment is not closed');
    return end + 3;
  }
  let at = from;
  const { length } = bytes;
  while (at < length && bytes[at] !== GT) at++;
  if (at >= length) throw new SheetFault('a tag is not closed');
  return at + 1;
}

/** Whether what begins at `at` has nothing inside: an empty element, a comment, an instruction. */
export function isEmptyOrComment(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 1];
  return next === 0x21 || next === 0x3f || bytes[tagEnd(bytes, at) - 2] === SLASH;
}

/** What follows the end of the element, with all that is in it, whose tag opens at `from`. */
export function elementEnd(bytes: Buffer, from: number): number {
  let at = tagEnd(bytes, from);
  for (let depth = 1; depth > 0; ) {
    at = nextTag(bytes, at);
    if (at >= bytes.length) throw new SheetFault('an element breaks off');
    if (bytes[at + 1] === SLASH) depth--;
    else if (!isEmptyOrComment(bytes, at)) depth++;
    at = tagEnd(bytes, at);
  }
  return at;
}

const range: [number, number] = [0, 0];

/** Where the value of the attribute at `at` lies, in an array that is reused. */
export function attributeValue(bytes: Buffer, at: number): [number, number] {
  const { length } = bytes;
  let start = at;
  while (start < length && bytes[start] !== EQUALS) start++;
  do start++;
  while ((bytes[start] ?? 0x22) <= SPACE);
  const quote = bytes[start];
  let end = start + 1;
  while (end < length && bytes[end] !== quote) end++;
  if (end >= length || (quote !== 0x22 && quote !== 0x27)) throw new SheetFault('an attribute breaks off');
  range[0] = start + 1;
  range[1] = end;
  return range;
}

/** The number that plain digits make; not a number for anything else. */
export function digits(bytes: Buffer, start: number, end: number): number {
  let value = start < end ? 0 : Number.NaN;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Whether just this name stands at `at`. */
export function isName(bytes: Buffer, at: number, name: string): boolean {
  for (let nth = 0; nth < name.length; nth++) if (bytes[at + nth] !== name.charCodeAt(nth)) return false;
  return endsName(bytes[at + name.length]);
}

/** Whether a byte is what follows the name of an element. */
export function endsName(byte: number | undefined): boolean {
  return byte === GT || byte === SLASH || (byte !== undefined && byte <= SPACE);
}
