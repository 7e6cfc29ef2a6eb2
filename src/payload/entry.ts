import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** A file that is ready to be packed: its bytes as they will stand in the ZIP, and what is known of them. */
export interface PayloadEntry {
  path: string;
  method: 'store' | 'deflate';
  /** Bytes, unpacked and as packed. */
  size: number;
  packedSize: number;
  crc32: number;
  /** Of the unpacked bytes, hexadecimal. */
  sha256: string;
  /** The packed bytes: a file of this machine, or in memory. */
  packed: { file: string } | { bytes: Uint8Array };
}

/** Size and hashes of a file's or a buffer's bytes. */
export interface Digest {
  size: number;
  crc32: number;
  sha256: string;
}

const DEFLATE = { level: 6 } as const;

/** Formats that are compressed already: deflating them costs time and saves nothing. */
const COMPRESSED =
  /\.(jpe?g|png|webp|avif|gif|heic|mp[34]|m4[av]|mov|mkv|webm|ogg|opus|flac|zip|gz|tgz|zst|xz|bz2|7z|rar|xlsx|docx|pptx|odt|ods|odp|epub|parquet|woff2?)$/i;

/** Reads a file once and returns its size and hashes. */
export async function digestFile(file: string, signal?: AbortSignal): Promise<Digest> {
  const sha256 = createHash('sha256');
  let size = 0;
  let crc = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, signal })) {
    sha256.update(chunk);
    crc = crc32(chunk, crc);
    size += chunk.length;
  }
  return { size, crc32: crc, sha256: sha256.digest('hex') };
}

/** Size and hashes of bytes in memory. */
export function digestBytes(bytes: Uint8Array): Digest {
  return {
    size: bytes.length,
    crc32: crc32(bytes),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** An entry of bytes in memory; deflated when that makes them smaller. */
export function bytesEntry(path: string, bytes: Uint8Array): PayloadEntry {
  const digest = digestBytes(bytes);
  const deflated = COMPRESSED.test(path) ? bytes : deflateRawSync(bytes, DEFLATE);
  return deflated.length < bytes.length
    ? { path, method: 'deflate', ...digest, packedSize: deflated.length, packed: { bytes: deflated } }
    : { path, method: 'store', ...digest, packedSize: bytes.length, packed: { bytes } };
}

/**
 * An entry of a file on this machine. What deflates well is deflated into `folder`, which is the
 * caller's to remove; the rest is packed from where it lies.
 * @param digest what `digestFile` gave for the same bytes, when that is known
 */
export async function fileEntry(
  path: string,
  file: string,
  folder: string,
  options: { digest?: Digest; signal?: AbortSignal | undefined } = {},
): Promise<PayloadEntry> {
  const digest = options.digest ?? (await digestFile(file, options.signal));
  const stored: PayloadEntry = {
    path,
    method: 'store',
    ...digest,
    packedSize: digest.size,
    packed: { file },
  };
  if (COMPRESSED.test(path) || !(await deflatesWell(file))) return stored;

  const deflated = join(await mkdtemp(join(folder, 'deflated-')), 'bytes');
  await pipeline(createReadStream(file), createDeflateRaw(DEFLATE), createWriteStream(deflated), {
    signal: options.signal,
  });
  const packedSize = (await stat(deflated)).size;
  if (packedSize < digest.size)
    return { ...stored, method: 'deflate', packedSize, packed: { file: deflated } };
  await rm(deflated);
  return stored;
}

/** Whether a sample from the file's middle shrinks by a tenth or more: large files are not deflated in vain. */
async function deflatesWell(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const sample = Buffer.alloc(Math.min(size, 1 << 18));
    const { bytesRead } = await handle.read(sample, 0, sample.length, Math.floor((size - sample.length) / 2));
    return deflateRawSync(sample.subarray(0, bytesRead), { level: 1 }).length < bytesRead * 0.9;
  } finally {
    await handle.close();
  }
}
