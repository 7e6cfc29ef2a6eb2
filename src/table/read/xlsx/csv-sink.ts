import { unescapeSpreadsheet, unescapeXml } from '../../workbook/xml.ts';

/** What parts the fields of the CSV that a sheet becomes: no text has it, so few need quotes. */
export const sinkDelimiter = '\x1f';

const LF = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const LT = 0x3c;
const UNDERSCORE = 0x5f;
const X = 0x78;

/** Bytes that grow. */
export interface Sink {
  bytes: Buffer;
  length: number;
  /** Some field is in quotes. */
  quoted: boolean;
}

export function newSink(capacity: number): Sink {
  return { bytes: Buffer.allocUnsafe(capacity), length: 0, quoted: false };
}

/** Makes room for so many bytes more. */
export function reserve(sink: Sink, more: number): void {
  const needed = sink.length + more;
  if (needed <= sink.bytes.length) return;
  const grown = Buffer.allocUnsafe(Math.max(needed, 2 * sink.bytes.length));
  sink.bytes.copy(grown, 0, 0, sink.length);
  sink.bytes = grown;
}

export function writeByte(sink: Sink, byte: number): void {
  if (sink.length === sink.bytes.length) reserve(sink, 1);
  sink.bytes[sink.length++] = byte;
}

/** The text of a sink that holds one field. */
export function readField({ bytes, length }: Sink): string {
  const text = bytes.toString('utf8', 0, length);
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** Copies bytes as they are. */
export function writeBytes(sink: Sink, bytes: Buffer, start: number, end: number): void {
  reserve(sink, end - start);
  if (end - start > 48) {
    bytes.copy(sink.bytes, sink.length, start, end);
    sink.length += end - start;
    return;
  }
  const to = sink.bytes;
  let length = sink.length;
  for (let at = start; at < end; at++) to[length++] = bytes[at] ?? 0;
  sink.length = length;
}

/** Writes a text as one field, in quotes where it must be. */
export function writeField(sink: Sink, text: string): void {
  if (text.includes('\0')) throw new NulFault();
  const quoted = text.includes(sinkDelimiter) || /["\r\n]|^ | $/.test(text);
  if (quoted) sink.quoted = true;
  const field = quoted ? `"${text.replaceAll('"', '""')}"` : text;
  reserve(sink, 3 * field.length);
  sink.length += sink.bytes.write(field, sink.length);
}

/** A text holds a NUL, at which it would end for most programs. */
export class NulFault extends Error {}

/** Writes the text that lies between two tags as one field: what is plain, as nearly all is, byte by byte. */
export function writeXmlText(sink: Sink, bytes: Buffer, start: number, end: number): void {
  reserve(sink, end - start);
  const to = sink.bytes;
  let length = sink.length;
  let plain = bytes[start] !== SPACE && bytes[end - 1] !== SPACE;
  for (let at = start; plain && at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (
      byte < SPACE ||
      byte === QUOTE ||
      byte === AMPERSAND ||
      byte === LT ||
      (byte === UNDERSCORE && bytes[at + 1] === X)
    )
      plain = false;
    else to[length++] = byte;
  }
  if (plain) sink.length = length;
  else writeField(sink, decodeText(bytes, start, end));
}

/**
 * Writes the texts of a shared or an inline string as one field: those of all its runs, and no
 * reading aids. Blanks around a text count where it says `xml:space="preserve"`, as in spreadsheets.
 */
export function writeString(sink: Sink, bytes: Buffer, start: number, end: number): void {
  if (isSingleText(bytes, start, end)) {
    const textStart = bytes.indexOf(0x3e, start) + 1;
    const textEnd = bytes.indexOf(LT, textStart);
    const blank = (byte: number | undefined): boolean =>
      byte === SPACE || byte === LF || byte === 0x09 || byte === 0x0d;
    if (!blank(bytes[textStart]) && !blank(bytes[textEnd - 1])) {
      writeXmlText(sink, bytes, textStart, textEnd);
      return;
    }
  }
  const xml = bytes
    .toString('utf8', start, end)
    .replace(/<((?:\w+:)?rPh)\b[^>]*(?:\/>|>[\s\S]*?<\/\1>)/g, '');
  let text = '';
  for (const [, , attributes = '', content = ''] of xml.matchAll(
    /<((?:\w+:)?t)(\s[^>]*)?(?<!\/)>([\s\S]*?)<\/\1>/g,
  )) {
    text += /preserve/.test(attributes) ? content : content.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  }
  writeField(sink, unescapeSpreadsheet(unescapeXml(text)));
}

/** Nothing but `<t>text</t>`. */
function isSingleText(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start] !== LT || bytes[start + 1] !== 0x74 || bytes[start + 2] !== 0x3e) return false;
  const close = bytes.indexOf(LT, start + 3);
  return close === end - 4;
}

function decodeText(bytes: Buffer, start: number, end: number): string {
  return unescapeSpreadsheet(unescapeXml(bytes.toString('utf8', start, end)));
}
