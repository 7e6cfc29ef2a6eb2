import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { UserError } from '../../base/error.ts';
import { readHead } from '../file-head.ts';
import type { TableFile } from '../raw.ts';

/**
 * Reads a text file through once to see that it is one: not empty, UTF-8, without NUL bytes.
 * Throws a `UserError` that names line and byte. Returns whether it begins with a byte order mark.
 */
export async function checkTextFile(
  { file, source }: TableFile,
  signal?: AbortSignal,
): Promise<{ bom: boolean }> {
  const head = await readHead(file, 4096);
  if (head.bytes.length === 0) {
    throw new UserError('The file is empty.', {
      hint: 'A table needs at least the names of its columns.',
      at: { file: source },
    });
  }
  if (isUtf16(head.bytes)) {
    throw new UserError('The file is UTF-16, not UTF-8.', {
      hint: 'Save it as UTF-8 ("CSV UTF-8" in a spreadsheet).',
      at: { file: source, line: 1 },
    });
  }
  let rest = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, ...(signal && { signal }) })) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - cutCharacter(bytes);
    await checkBytes(bytes.subarray(0, whole), offset, file, source);
    rest = bytes.subarray(whole);
    offset += whole;
  }
  if (rest.length > 0) await checkBytes(rest, offset, file, source);
  return { bom: hasBom(head.bytes) };
}

/** Whether a text begins with the byte order mark of UTF-8, which is three bytes long. */
export function hasBom(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

async function checkBytes(bytes: Buffer, offset: number, file: string, source: string): Promise<void> {
  const nul = bytes.indexOf(0);
  const bad = isUtf8(bytes) ? -1 : firstBadByte(bytes);
  if (nul >= 0 && (bad < 0 || nul < bad)) {
    throw new UserError(`There is a NUL byte at offset ${offset + nul}.`, {
      hint: 'The file is damaged, or no text at all: save it as UTF-8 text.',
      at: { file: source, line: await lineOf(file, offset + nul) },
    });
  }
  if (bad < 0) return;
  const value = bytes[bad]?.toString(16).toUpperCase().padStart(2, '0');
  throw new UserError(`The file is not UTF-8: the byte at offset ${offset + bad} is 0x${value}.`, {
    hint:
      cutCharacter(bytes) === bytes.length - bad
        ? 'It ends in the middle of a character and may have been cut off.'
        : 'It is probably Latin-1 (Windows-1252): save it as UTF-8.',
    at: { file: source, line: await lineOf(file, offset + bad) },
  });
}

/** How many bytes at the end are the beginning of a character that goes on after them. */
function cutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** The decoder puts U+FFFD where a bad byte is; the file itself may hold U+FFFD too. */
function firstBadByte(bytes: Buffer): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let at = 0;
  let from = 0;
  for (;;) {
    const mark = text.indexOf('\ufffd', from);
    at += Buffer.byteLength(text.slice(from, mark));
    if (bytes[at] !== 0xef || bytes[at + 1] !== 0xbf || bytes[at + 2] !== 0xbd) return at;
    at += 3;
    from = mark + 1;
  }
}

/** By its byte order mark, or by a NUL in every other byte, as ASCII text has. */
function isUtf16(head: Buffer): boolean {
  const mark = head.toString('hex', 0, 2);
  if (mark === 'fffe' || mark === 'feff') return true;
  const nuls = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  return head.length >= 4 && Math.min(even, odd) === 0 && Math.max(even, odd) > head.length / 4;
}

/** The line that a byte of the file is on. */
async function lineOf(file: string, offset: number): Promise<number> {
  let line = 1;
  let last = 0;
  if (offset === 0) return line;
  for await (const chunk of createReadStream(file, { end: offset - 1 })) {
    for (const byte of chunk) {
      if (byte === 0x0d || (byte === 0x0a && last !== 0x0d)) line++;
      last = byte;
    }
  }
  return line;
}
