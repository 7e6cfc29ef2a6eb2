import { PassThrough, type Readable, Transform } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { UserError } from '../../base/error.ts';
import { METHODS } from '../../payload/format.ts';
import type { TableFile } from '../raw.ts';
import { checkUnpacked } from '../unpack-limit.ts';
import { checkContainer } from './container.ts';
import { damaged } from './fault.ts';

/** A file inside of a workbook, as its ZIP directory tells of it. Sizes are bytes. */
export interface WorkbookPart {
  path: string;
  size: number;
  packedSize: number;
  /** 0: stored. 8: deflated. Nothing else is read. */
  method: number;
  encrypted: boolean;
}

/** The ZIP that an XLSX workbook is. */
export interface WorkbookZip {
  /** By path, without a leading slash, in the order of the directory. */
  parts: Map<string, WorkbookPart>;
  /** A part unpacked, in pieces of up to 256 KiB. Its size and checksum are checked at its end: read it to there. */
  stream(path: string): Promise<Readable>;
  /** A part unpacked as a whole. Throws a `UserError` for one of more than `limit` bytes, 256 MiB unless given. */
  read(path: string, limit?: number): Promise<Buffer>;
  /** To be called when nothing is read any more. */
  close(): Promise<void>;
}

/** A workbook has some dozens of parts. */
const maxParts = 100_000;

const pieceSize = 1 << 18;

/**
 * Opens a workbook. This and all reading from it throws a `UserError` when the file is no XLSX, not
 * whole, protected with a password, or unpacks to more than a table does.
 */
export async function openWorkbookZip(from: TableFile): Promise<WorkbookZip> {
  await checkContainer(from);
  const zip = await openPromise(from.file, { autoClose: false, decodeStrings: false }).catch((error) => {
    throw damaged(from.source, 'its end is missing', error);
  });
  let entries: Map<string, Entry>;
  try {
    entries = await readDirectory(zip, from);
  } catch (error) {
    zip.close();
    throw error;
  }
  const parts = new Map(
    [...entries].map(([path, entry]) => [
      path,
      {
        path,
        size: entry.uncompressedSize,
        packedSize: entry.compressedSize,
        method: entry.compressionMethod,
        encrypted: entry.isEncrypted(),
      },
    ]),
  );
  const stream = (path: string): Promise<Readable> => openPart(zip, from, path, entries.get(path));
  return {
    parts,
    stream,
    read: async (path, limit = 2 ** 28) => {
      const pieces: Buffer[] = [];
      let size = 0;
      for await (const piece of await stream(path)) {
        size += piece.length;
        if (size > limit) throw damaged(from.source, `${path} is too large`);
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
    close: async () => zip.close(),
  };
}

async function readDirectory(zip: ZipFile, { source }: TableFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > maxParts) throw damaged(source, `it lists ${zip.entryCount} parts`);
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
      // Some writers begin a path with a slash, or part it with backslashes.
      const path = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
      entries.set(path.replace(/^\//, ''), entry);
    }
  } catch (error) {
    throw damaged(source, 'its list of contents is damaged', error);
  }
  return entries;
}

async function openPart(
  zip: ZipFile,
  { source }: TableFile,
  path: string,
  entry: Entry | undefined,
): Promise<Readable> {
  if (!entry) throw damaged(source, `it lacks ${path}`);
  if (entry.isEncrypted()) {
    throw new UserError('The workbook is protected with a password.', {
      hint: 'Save it without the password.',
      at: { file: source },
    });
  }
  if (entry.compressionMethod !== METHODS.store && entry.compressionMethod !== METHODS.deflate) {
    throw damaged(source, `${path} is packed by a method that workbooks do not use`);
  }
  checkUnpacked(entry.uncompressedSize, entry.compressedSize, source);
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false }).catch((error) => {
    throw damaged(source, `${path} is not where it should be`, error);
  });
  const unpacker =
    entry.compressionMethod === METHODS.store
      ? new PassThrough()
      : createInflateRaw({ chunkSize: pieceSize });
  const checked = checkedStream(entry, source, path);
  const fail = (error: Error): void => {
    checked.destroy(damaged(source, `${path} is damaged (${error.message})`, error));
  };
  packed.on('error', fail);
  unpacker.on('error', fail);
  checked.on('close', () => {
    packed.destroy();
    unpacker.destroy();
  });
  packed.pipe(unpacker).pipe(checked);
  return checked;
}

/** Passes the bytes of a part on, and fails when they are not those that the directory tells of. */
function checkedStream(entry: Entry, source: string, path: string): Transform {
  let size = 0;
  let crc = 0;
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      size += bytes.length;
      crc = crc32(bytes, crc);
      // A directory that tells of less than there is hides a bomb.
      if (size > entry.uncompressedSize) done(damaged(source, `${path} is larger than it is said to be`));
      else done(null, bytes);
    },
    flush(done) {
      const whole = size === entry.uncompressedSize && crc === entry.crc32;
      done(whole ? null : damaged(source, `${path} is damaged`));
    },
  });
}
