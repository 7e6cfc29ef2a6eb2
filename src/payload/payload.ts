import type { Readable } from 'node:stream';

/** One file inside the payload, as the ZIP's directory shows it. */
export interface PayloadFile {
  path: string;
  /** Bytes, unpacked. */
  size: number;
  /** Bytes, as packed. */
  packedSize: number;
  crc32: number;
  /** Stored as it is, or deflated. */
  method: 'store' | 'deflate';
}

/** The payload of the running executable, or of one that is looked at. */
export interface Payload {
  /** In the order of the ZIP's directory. */
  readonly files: ReadonlyMap<string, PayloadFile>;
  /** The whole file, checked against its CRC. For small ones; throws `DamagedError`. */
  readSync(path: string): Buffer;
  /**
   * A stream of the file, or of a range of it (`end` is included), checked against the CRC when
   * it is read whole. A range of a deflated file is inflated from its beginning.
   */
  stream(path: string, range?: { start: number; end: number }): Readable;
  close(): void;
}
