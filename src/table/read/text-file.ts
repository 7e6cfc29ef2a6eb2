import { isAscii, isUtf8 } from 'node:buffer';
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
  let rest = Buffer.alloc(0);
  let offset = 0;
  let plain = true;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - cutCharacter(bytes);
    await checkBytes(bytes.subarray(0, whole), { offset, plain, file, source });
    plain &&= isAscii(bytes);
    rest = bytes.subarray(whole);
    offset += whole;
  }
  if (rest.length > 0) await checkBytes(rest, { offset, plain, file, source });
  return { bom: hasBom(head.bytes) };
}

/** Whether a text begins with the byte order mark of UTF-8, which is three bytes long. */
export function hasBom(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The bytes without a byte order mark before them. */
export function withoutBom(bytes: Buffer): Buffer {
  return hasBom(bytes) ? bytes.subarray(3) : bytes;
}

/** `plain`: there is nothing but ASCII before these bytes. */
async function checkBytes(
  bytes: Buffer,
  { offset, plain, file, source }: { offset: number; plain: boolean; file: string; source: string },
): Promise<void> {
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
        : !plain || !isAscii(bytes.subarray(0, bad))
          ? 'Before it there is text in UTF-8, so texts of two encodings were put together: save all as UTF-8.'
          : 'It is probably Latin-1: set "encoding" to "windows-1252", or save the file as UTF-8.',
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
