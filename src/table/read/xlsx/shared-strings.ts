import type { Sink } from './csv-sink.ts';
import { NulFault, newSink, writeString } from './csv-sink.ts';
import { windows } from './windows.ts';
import { endsName, SheetFault } from './xml-bytes.ts';

/** All shared strings of a workbook, as CSV fields one behind the other. */
export interface SharedStrings {
  sink: Sink;
  count: number;
  /** Where each begins; the last one is the end of all. */
  offsets: Uint32Array;
  /** Those that hold a NUL, and lie here as nothing. */
  nul: Set<number>;
}

/** More bytes of strings than this do not fit into one buffer. */
const maxBytes = 2 ** 32 - 2 ** 24;

/** Reads the texts that cells refer to by number. Throws a `SheetFault`. */
export async function readSharedStrings(pieces: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const strings: SharedStrings = {
    sink: newSink(1 << 16),
    count: 0,
    offsets: new Uint32Array(1 << 12),
    nul: new Set(),
  };
  for await (const { bytes, prefix } of windows(pieces, 'sst', 'si')) scanStrings(bytes, prefix, strings);
  return strings;
}

/** Takes every `<si>` of bytes that end outside of one. */
function scanStrings(bytes: Buffer, prefix: number, strings: SharedStrings): void {
  let at = 0;
  for (;;) {
    at = bytes.indexOf(0x3c, at);
    const tagEnd = at < 0 ? -1 : bytes.indexOf(0x3e, at);
    if (tagEnd < 0) return;
    const name = at + 1 + prefix;
    at = tagEnd + 1;
    if (bytes[name] !== 0x73 || bytes[name + 1] !== 0x69 || !endsName(bytes[name + 2])) continue;
    if (bytes[tagEnd - 1] === 0x2f) {
      append(strings, bytes, at, at);
      continue;
    }
    const end = closingTag(bytes, at, prefix);
    append(strings, bytes, at, end);
    at = end + '</si>'.length + prefix;
  }
}

/** Where the next `</si>` begins. */
function closingTag(bytes: Buffer, from: number, prefix: number): number {
  for (let at = from; ; at += 3) {
    at = bytes.indexOf('si>', at, 'latin1');
    if (at < 0) throw new SheetFault('a text breaks off');
    const start = at - prefix - 2;
    if (bytes[start] === 0x3c && bytes[start + 1] === 0x2f) return start;
  }
}

function append(strings: SharedStrings, bytes: Buffer, start: number, end: number): void {
  try {
    writeString(strings.sink, bytes, start, end);
  } catch (error) {
    if (!(error instanceof NulFault)) throw error;
    strings.nul.add(strings.count);
  }
  if (strings.sink.length > maxBytes) throw new SheetFault('its texts are larger than 4 GB');
  strings.count++;
  if (strings.count === strings.offsets.length) {
    const grown = new Uint32Array(2 * strings.count);
    grown.set(strings.offsets);
    strings.offsets = grown;
  }
  strings.offsets[strings.count] = strings.sink.length;
}
