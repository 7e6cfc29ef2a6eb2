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

/** Bytes copied at once. Two buffers of this size are all the memory that packing needs. */
const CHUNK = 4 << 20;

/** Headers and the first bytes of small files are gathered up to this size before they are written. */
const GATHER = 1 << 20;

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
  options: { mode?: number; signal?: AbortSignal; onProgress?: (bytes: number) => void } = {},
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

async function writePayload(
  out: FileHandle,
  start: number,
  entries: PayloadEntry[],
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (bytes: number) => void },
): Promise<void> {
  const writer = gatheringWriter(out, start);
  const directory: Buffer[] = [];
  for (const entry of entries) {
    signal?.throwIfAborted();
    directory.push(directoryEntry(entry, writer.position()));
    await writer.write(localHeader(entry));
    if ('bytes' in entry.packed) await writer.write(entry.packed.bytes);
    else await writer.copy(entry.packed.file, entry, signal);
    onProgress?.(entry.packedSize);
  }
  const bytes = Buffer.concat(directory);
  const directoryOffset = writer.position();
  await writer.write(bytes);
  await writer.write(endRecords(entries.length, bytes, directoryOffset));
  await writer.flush();
}

/** Writes at growing positions; small pieces are gathered, files are read and written side by side. */
function gatheringWriter(out: FileHandle, start: number) {
  let written = start;
  let gathered: Uint8Array[] = [];
  let gatheredSize = 0;
  const buffers = [Buffer.alloc(0), Buffer.alloc(0)];

  async function flush(): Promise<void> {
    const bytes = Buffer.concat(gathered);
    gathered = [];
    gatheredSize = 0;
    await writeAll(out, bytes, written);
    written += bytes.length;
  }

  async function write(bytes: Uint8Array): Promise<void> {
    gathered.push(bytes);
    gatheredSize += bytes.length;
    if (gatheredSize >= GATHER) await flush();
  }

  async function copy(file: string, entry: PayloadEntry, signal?: AbortSignal): Promise<void> {
    await flush();
    const source = await open(file);
    let writing = Promise.resolve();
    try {
      let left = entry.packedSize;
      for (let turn = 0; left > 0; turn = 1 - turn) {
        signal?.throwIfAborted();
        const size = Math.min(left, CHUNK);
        if ((buffers[turn]?.length ?? 0) < size) buffers[turn] = Buffer.allocUnsafe(size);
        const buffer = (buffers[turn] as Buffer).subarray(0, size);
        const { bytesRead } = await source.read(buffer, 0, size);
        if (bytesRead === 0) throw changed(file);
        // The next chunk is read while this one is written.
        await writing;
        writing = writeAll(out, buffer.subarray(0, bytesRead), written);
        written += bytesRead;
        left -= bytesRead;
      }
      if ((await source.stat()).size !== entry.packedSize) throw changed(file);
    } finally {
      await Promise.allSettled([writing]);
      await source.close();
    }
    await writing;
  }

  return { write, copy, flush, position: () => written + gatheredSize };
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
