import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, type FileHandle, open, rm } from 'node:fs/promises';
import { UserError } from '../base/error.ts';
import type { PayloadEntry } from './entry.ts';
import {
  COMMENT_PREFIX,
  COMMENT_SIZE,
  DIRECTORY_ENTRY,
  DOS_DATE,
  END,
  LOCAL_HEADER,
  MAX_16,
  MAX_32,
  METHODS,
  UTF8_FLAG,
  ZIP64_END,
  ZIP64_LOCATOR,
} from './format.ts';

/** Bytes that are copied at once, and how many such copies run side by side: all the memory that packing needs. */
const CHUNK = 1 << 20;
const LANES = 3;

/**
 * Writes shell and payload to `out`: a copy of the shell, then a ZIP of the entries in their order.
 * Costs what copying the bytes costs, in constant memory; sizes and hashes are the entries' own.
 * Removes `out` when it fails or is aborted. Throws a `UserError` when an entry's file is no
 * longer of its size.
 */
export async function writeExecutable(
  shell: string,
  entries: PayloadEntry[],
  out: string,
  options: WriteOptions & { mode?: number } = {},
): Promise<void> {
  try {
    await copyFile(shell, out, constants.COPYFILE_FICLONE);
    await chmod(out, 0o600);
    const handle = await open(out, 'r+');
    try {
      await writePayload(handle, (await handle.stat()).size, entries, options);
    } finally {
      await handle.close();
    }
    await chmod(out, options.mode ?? 0o755);
  } catch (error) {
    await rm(out, { force: true });
    throw error;
  }
}

interface WriteOptions {
  signal?: AbortSignal;
  onProgress?: (bytes: number) => void;
}

async function writePayload(
  out: FileHandle,
  start: number,
  entries: PayloadEntry[],
  { signal, onProgress }: WriteOptions,
): Promise<void> {
  // Every size is known, so every byte's place is: the pieces can be copied side by side.
  const pieces = layOut(start, entries);
  const opened = new Set<FileHandle>();
  async function lane(): Promise<void> {
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    for (const piece of pieces) {
      signal?.throwIfAborted();
      const bytes = 'bytes' in piece ? piece.bytes : await readPiece(piece, buffer, opened);
      await writeAll(out, bytes, piece.position);
      onProgress?.(bytes.length);
    }
  }
  // All lanes end before this does, so that nothing writes to a file that is closed or removed.
  const results = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const handle of opened) await handle.close();
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** A part of the output: bytes in memory, or a part of a file. */
type Piece = { position: number } & ({ bytes: Uint8Array } | FilePiece);

interface FilePiece {
  source: SourceFile;
  offset: number;
  size: number;
}

/** A file that is open while its pieces are read, by whichever lanes. */
interface SourceFile {
  file: string;
  size: number;
  piecesLeft: number;
  handle?: Promise<FileHandle>;
}

/** The whole payload in pieces of at most some `CHUNK` bytes; small neighbours become one. */
function* layOut(start: number, entries: PayloadEntry[]): Generator<Piece> {
  const directory: Buffer[] = [];
  let position = start;
  let gathered: Uint8Array[] = [];
  let gatheredSize = 0;

  function* flush(): Generator<Piece> {
    if (gatheredSize > 0) yield { position, bytes: Buffer.concat(gathered) };
    position += gatheredSize;
    gathered = [];
    gatheredSize = 0;
  }
  function* gather(bytes: Uint8Array): Generator<Piece> {
    gathered.push(bytes);
    gatheredSize += bytes.length;
    if (gatheredSize >= CHUNK) yield* flush();
  }

  for (const entry of entries) {
    directory.push(directoryEntry(entry, position + gatheredSize));
    yield* gather(localHeader(entry));
    if ('bytes' in entry.packed) {
      yield* gather(entry.packed.bytes);
      continue;
    }
    yield* flush();
    const { packed, packedSize } = entry;
    const source: SourceFile = {
      file: packed.file,
      size: packedSize,
      piecesLeft: Math.ceil(packedSize / CHUNK),
    };
    for (let offset = 0; offset < packedSize; offset += CHUNK) {
      const size = Math.min(CHUNK, packedSize - offset);
      yield { position, source, offset, size };
      position += size;
    }
  }
  const bytes = Buffer.concat(directory);
  const directoryOffset = position + gatheredSize;
  yield* gather(bytes);
  yield* gather(endRecords(entries.length, bytes, directoryOffset));
  yield* flush();
}

async function readPiece(
  { source, offset, size }: FilePiece,
  buffer: Buffer,
  opened: Set<FileHandle>,
): Promise<Buffer> {
  source.handle ??= openSource(source, opened);
  const handle = await source.handle;
  for (let done = 0; done < size; ) {
    const { bytesRead } = await handle.read(buffer, done, size - done, offset + done);
    if (bytesRead === 0) throw changed(source.file);
    done += bytesRead;
  }
  if (--source.piecesLeft === 0) {
    opened.delete(handle);
    await handle.close();
  }
  return buffer.subarray(0, size);
}

async function openSource({ file, size }: SourceFile, opened: Set<FileHandle>): Promise<FileHandle> {
  const handle = await open(file);
  opened.add(handle);
  if ((await handle.stat()).size !== size) throw changed(file);
  return handle;
}

async function writeAll(out: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await out.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function changed(file: string): UserError {
  return new UserError(`${file} changed while it was packed.`, {
    hint: 'Build again when nothing writes to it.',
  });
}

/** Space for a value that does not fit its 32-bit field: the ZIP64 extra field, in APPNOTE's order. */
function zip64Extra(values: number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  });
  return extra;
}

const isLarge = (value: number) => value >= MAX_32;

function localHeader(entry: PayloadEntry): Buffer {
  const name = Buffer.from(entry.path);
  // In a local header, APPNOTE wants both sizes in the extra field when either is large.
  const large = isLarge(entry.size) || isLarge(entry.packedSize);
  const extra = zip64Extra(large ? [entry.size, entry.packedSize] : []);
  const header = Buffer.alloc(LOCAL_HEADER.size);
  header.writeUInt32LE(LOCAL_HEADER.signature, 0);
  header.writeUInt16LE(45, 4);
  header.writeUInt16LE(UTF8_FLAG, 6);
  header.writeUInt16LE(METHODS[entry.method], 8);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(entry.crc32, 14);
  header.writeUInt32LE(large ? MAX_32 : entry.packedSize, 18);
  header.writeUInt32LE(large ? MAX_32 : entry.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function directoryEntry(entry: PayloadEntry, offset: number): Buffer {
  const name = Buffer.from(entry.path);
  const extra = zip64Extra([entry.size, entry.packedSize, offset].filter(isLarge));
  const header = Buffer.alloc(DIRECTORY_ENTRY.size);
  header.writeUInt32LE(DIRECTORY_ENTRY.signature, 0);
  // Made by Unix (3), so that archivers take the permission bits below.
  header.writeUInt16LE((3 << 8) | 45, 4);
  header.writeUInt16LE(45, 6);
  header.writeUInt16LE(UTF8_FLAG, 8);
  header.writeUInt16LE(METHODS[entry.method], 10);
  header.writeUInt16LE(DOS_DATE, 14);
  header.writeUInt32LE(entry.crc32, 16);
  header.writeUInt32LE(Math.min(entry.packedSize, MAX_32), 20);
  header.writeUInt32LE(Math.min(entry.size, MAX_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  header.writeUInt32LE(Math.min(offset, MAX_32), 42);
  return Buffer.concat([header, name, extra]);
}

/** The end of the archive: ZIP64 records where a number needs them, the end record, the comment. */
function endRecords(count: number, directory: Buffer, offset: number): Buffer {
  const end = Buffer.alloc(END.size);
  end.writeUInt32LE(END.signature, 0);
  end.writeUInt16LE(Math.min(count, MAX_16), 8);
  end.writeUInt16LE(Math.min(count, MAX_16), 10);
  end.writeUInt32LE(Math.min(directory.length, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  end.writeUInt16LE(COMMENT_SIZE, 20);
  const hash = createHash('sha256').update(directory).digest('hex');
  const comment = Buffer.from(COMMENT_PREFIX + hash, 'latin1');
  if (count < MAX_16 && !isLarge(directory.length) && !isLarge(offset)) return Buffer.concat([end, comment]);

  const zip64 = Buffer.alloc(ZIP64_END.size);
  zip64.writeUInt32LE(ZIP64_END.signature, 0);
  zip64.writeBigUInt64LE(BigInt(ZIP64_END.size - 12), 4);
  zip64.writeUInt16LE((3 << 8) | 45, 12);
  zip64.writeUInt16LE(45, 14);
  zip64.writeBigUInt64LE(BigInt(count), 24);
  zip64.writeBigUInt64LE(BigInt(count), 32);
  zip64.writeBigUInt64LE(BigInt(directory.length), 40);
  zip64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(ZIP64_LOCATOR.size);
  locator.writeUInt32LE(ZIP64_LOCATOR.signature, 0);
  locator.writeBigUInt64LE(BigInt(offset + directory.length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([zip64, locator, end, comment]);
}
