import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { UserError } from '../base/error.ts';
import {
  COMMENT_PREFIX,
  COMMENT_SIZE,
  DIRECTORY_ENTRY,
  END,
  MAX_16,
  MAX_32,
  METHODS,
  ZIP64_END,
  ZIP64_LOCATOR,
} from './format.ts';
import type { PayloadFile } from './payload.ts';

/** The file is not what was packed: it was cut off, or altered on its way. */
export class DamagedError extends UserError {
  constructor(file: string, what: string) {
    super(`${file} is damaged: ${what}.`, { hint: 'Download it again and compare its checksum.' });
  }
}

/** A file of the payload, and where its local header lies in the executable. */
export interface DirectoryFile extends PayloadFile {
  offset: number;
}

/** A code signature is appended behind the payload; none is near this size. */
const SEARCH = [64 << 10, 16 << 20];

/**
 * Finds and reads the payload's directory, from the end of an open file. Reads the last 64 KiB and
 * the directory, whatever the file's size. Throws `DamagedError`.
 * @param name the file's name, for messages
 */
export function readDirectory(fd: number, fileSize: number, name: string): Map<string, DirectoryFile> {
  const end = findEnd(fd, fileSize);
  if (!end) throw new DamagedError(name, 'its end is missing, so it was cut off or altered');
  const bytes = readAt(fd, end.offset, end.size);
  if (createHash('sha256').update(bytes).digest('hex') !== end.sha256)
    throw new DamagedError(name, 'its list of contents was altered');
  const files = parseDirectory(bytes);
  // The hash vouches for the directory, and nothing for the end record's own count.
  if (files.size !== end.count) throw new DamagedError(name, 'its list of contents was altered');
  return files;
}

interface End {
  offset: number;
  size: number;
  count: number;
  sha256: string;
}

function findEnd(fd: number, fileSize: number): End | undefined {
  for (const reach of SEARCH) {
    const start = Math.max(0, fileSize - reach);
    const tail = readAt(fd, start, fileSize - start);
    for (
      let at = tail.lastIndexOf(COMMENT_PREFIX, undefined, 'latin1');
      at >= 0;
      at = at === 0 ? -1 : tail.lastIndexOf(COMMENT_PREFIX, at - 1, 'latin1')
    ) {
      const end = parseEnd(fd, tail, at - END.size, start);
      if (end) return end;
    }
    if (start === 0) break;
  }
  return undefined;
}

/** The end record at `at` of the tail, if there is one whose directory lies right before it. */
function parseEnd(fd: number, tail: Buffer, at: number, tailStart: number): End | undefined {
  if (at < 0 || at + END.size + COMMENT_SIZE > tail.length) return undefined;
  if (tail.readUInt32LE(at) !== END.signature || tail.readUInt16LE(at + 20) !== COMMENT_SIZE)
    return undefined;
  const sha256 = tail.toString('latin1', at + END.size + COMMENT_PREFIX.length, at + END.size + COMMENT_SIZE);
  let position = tailStart + at;
  let count = tail.readUInt16LE(at + 10);
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (count === MAX_16 || size === MAX_32 || offset === MAX_32) {
    position -= ZIP64_LOCATOR.size + ZIP64_END.size;
    if (position < 0) return undefined;
    const zip64 = readAt(fd, position, ZIP64_END.size);
    if (zip64.length < ZIP64_END.size || zip64.readUInt32LE(0) !== ZIP64_END.signature) return undefined;
    count = Number(zip64.readBigUInt64LE(32));
    size = Number(zip64.readBigUInt64LE(40));
    offset = Number(zip64.readBigUInt64LE(48));
  }
  // A packed file may hold an end record of its own; only ours points at what stands before it.
  return offset + size === position ? { offset, size, count, sha256 } : undefined;
}

/** The directory's bytes are known to be what was written, so they need no further doubt. */
function parseDirectory(bytes: Buffer): Map<string, DirectoryFile> {
  const files = new Map<string, DirectoryFile>();
  for (let at = 0; at < bytes.length; ) {
    const nameSize = bytes.readUInt16LE(at + 28);
    const extraSize = bytes.readUInt16LE(at + 30);
    const nameStart = at + DIRECTORY_ENTRY.size;
    const path = bytes.toString('utf8', nameStart, nameStart + nameSize);
    // The ZIP64 extra field is the only one that is written; it holds just the values that are large.
    let extra = nameStart + nameSize + 4;
    const wide = (value: number) => {
      if (value !== MAX_32) return value;
      extra += 8;
      return Number(bytes.readBigUInt64LE(extra - 8));
    };
    const size = wide(bytes.readUInt32LE(at + 24));
    const packedSize = wide(bytes.readUInt32LE(at + 20));
    const offset = wide(bytes.readUInt32LE(at + 42));
    files.set(path, {
      path,
      size,
      packedSize,
      offset,
      crc32: bytes.readUInt32LE(at + 16),
      method: bytes.readUInt16LE(at + 10) === METHODS.deflate ? 'deflate' : 'store',
    });
    at = nameStart + nameSize + extraSize;
  }
  return files;
}

/** Up to `size` bytes from `position`; fewer at the end of the file. */
export function readAt(fd: number, position: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  let done = 0;
  while (done < size) {
    const read = readSync(fd, buffer, done, size - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return buffer.subarray(0, done);
}
