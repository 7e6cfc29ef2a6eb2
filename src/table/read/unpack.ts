import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { UserError } from '../../base/error.ts';
import { readHead } from '../file-head.ts';
import type { LoadContext, TableFile } from '../raw.ts';
import { checkUnpacked } from '../unpack-limit.ts';

/** By the first bytes of a file, in hexadecimal: what unpacks it. */
const packings = [
  { name: 'gzip', start: /^1f8b/, unpacker: () => createGunzip({ chunkSize: 1 << 18 }) },
  // A frame, or what may be skipped before one.
  {
    name: 'zstd',
    start: /^(28b52ffd|5[0-9a-f]2a4d18)/,
    unpacker: () => createZstdDecompress({ chunkSize: 1 << 18 }),
  },
];

/** The name of a table's file without the extension that says how it is packed. */
export function unpackedName(source: string): string {
  return source.replace(/\.(gz|gzip|zst|zstd)$/i, '');
}

/**
 * The file itself, or, of one that is gzip or zstd by its first bytes, an unpacked copy in the
 * folder for temporary files. Throws a `UserError` for one that is damaged or a bomb.
 */
export async function unpackFile(context: LoadContext, from: TableFile): Promise<TableFile> {
  const { bytes } = await readHead(from.file, 4);
  const start = bytes.toString('hex');
  const packing = packings.find((one) => one.start.test(start));
  if (!packing) return from;
  const { temp, table, signal } = context;
  const file = join(temp, `${table}-unpacked`);
  const { size } = await stat(from.file);
  let unpacked = 0;
  const limit = (): Transform =>
    new Transform({
      transform(piece: Buffer, _encoding, done) {
        unpacked += piece.length;
        try {
          checkUnpacked(unpacked, size, from.source);
          done(null, piece);
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      },
    });
  // A packed file may be several of them, one behind the other; an unpacker ends with the first.
  for (let offset = 0; offset < size; ) {
    const unpacker = packing.unpacker();
    try {
      await pipeline(
        createReadStream(from.file, { start: offset }),
        unpacker,
        limit(),
        createWriteStream(file, { flags: offset === 0 ? 'w' : 'a' }),
        { ...(signal && { signal }) },
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof UserError) throw error;
      throw new UserError(
        `The file cannot be unpacked: it begins as ${packing.name}, and is damaged or cut off.`,
        {
          hint: 'Pack it again, or give it unpacked.',
          at: { file: from.source },
          cause: error,
        },
      );
    }
    if (unpacker.bytesWritten === 0) break;
    offset += unpacker.bytesWritten;
  }
  return { file, source: from.source };
}
