import { closeSync, fstatSync, openSync, read } from 'node:fs';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { DamagedError, type DirectoryFile, readAt, readDirectory } from './directory.ts';
import { LOCAL_HEADER } from './format.ts';
import type { Payload } from './payload.ts';

/**
 * Opens the payload of an executable. Reads its directory only; files are read at their offsets
 * when they are asked for. Throws `DamagedError` when the file was cut off or altered.
 */
export function openPayload(file: string): Payload {
  const fd = openSync(file, 'r');
  const name = basename(file);
  let files: Map<string, DirectoryFile>;
  try {
    files = readDirectory(fd, fstatSync(fd).size, name);
  } catch (error) {
    closeSync(fd);
    throw error;
  }

  const altered = (path: string) => new DamagedError(name, `${path} inside it was altered`);

  function fileAt(path: string): DirectoryFile {
    const found = files.get(path);
    if (!found) throw new Error(`no ${path} in the payload of ${name}`);
    return found;
  }

  function dataOffset({ path, offset, packedSize }: DirectoryFile): number {
    const header = readAt(fd, offset, LOCAL_HEADER.size);
    if (header.length < LOCAL_HEADER.size || header.readUInt32LE(0) !== LOCAL_HEADER.signature)
      throw altered(path);
    const start = offset + LOCAL_HEADER.size + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (start + packedSize > fstatSync(fd).size) throw altered(path);
    return start;
  }

  function readFileSync(path: string): Buffer {
    const entry = fileAt(path);
    const packed = readAt(fd, dataOffset(entry), entry.packedSize);
    let bytes = packed;
    if (entry.method === 'deflate') {
      try {
        bytes = inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
      } catch {
        throw altered(path);
      }
    }
    if (bytes.length !== entry.size || crc32(bytes) !== entry.crc32) throw altered(path);
    return bytes;
  }

  /** Bytes of the executable, in chunks. A stream of Node's own would close the file with itself. */
  async function* bytesAt(position: number, size: number): AsyncGenerator<Buffer> {
    for (let done = 0; done < size; ) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size - done));
      const { bytesRead } = await readAsync(fd, buffer, 0, buffer.length, position + done);
      if (bytesRead === 0) throw new DamagedError(name, 'its end is missing');
      yield buffer.subarray(0, bytesRead);
      done += bytesRead;
    }
  }

  /** The unpacked bytes of a whole file; throws behind the last one when they are not what was packed. */
  async function* unpack(entry: DirectoryFile): AsyncGenerator<Buffer> {
    if (entry.size === 0) return;
    const start = dataOffset(entry);
    const packed = bytesAt(start, entry.packedSize);
    // A reader that stops early aborts the pipeline, which is no error here; others end the loop below.
    const unpacked =
      entry.method === 'deflate'
        ? pipeline(Readable.from(packed), createInflateRaw(), () => undefined)
        : packed;
    let crc = 0;
    let size = 0;
    try {
      for await (const chunk of unpacked) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        if (size > entry.size) throw altered(entry.path);
        yield chunk;
      }
    } catch (error) {
      throw isZlibError(error) ? altered(entry.path) : error;
    }
    if (size !== entry.size || crc !== entry.crc32) throw altered(entry.path);
  }

  function stream(path: string, range?: { start: number; end: number }): Readable {
    const entry = fileAt(path);
    if (!range) return Readable.from(unpack(entry), { objectMode: false });
    if (entry.method === 'deflate')
      return Readable.from(slice(unpack(entry), range.start, range.end), { objectMode: false });
    const start = dataOffset(entry);
    return Readable.from(bytesAt(start + range.start, range.end + 1 - range.start), { objectMode: false });
  }

  return { files, readSync: readFileSync, stream, close: () => closeSync(fd) };
}

const CHUNK = 1 << 18;
const readAsync = promisify(read);

async function* slice(chunks: AsyncIterable<Buffer>, start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of chunks) {
    const from = Math.max(0, start - at);
    if (from < chunk.length) yield chunk.subarray(from, end + 1 - at);
    at += chunk.length;
    if (at > end) return;
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
