import type { Readable } from 'node:stream';

/** One stored thing, as a listing or a HEAD shows it. */
export interface StoredObject {
  /** Relative to the store's place, with `/` between names. */
  path: string;
  /** Bytes. */
  size: number;
  /** Changes whenever the content does: S3's ETag without its quotes; for a folder, size and time. */
  etag: string;
  modified: Date;
}

/** What to write: bytes, a file on this machine, or a stream of unknown length. */
export type Body = Uint8Array | string | { file: string } | Readable;

export interface WriteOptions {
  /** A MIME type, kept where the store has a place for it. */
  contentType?: string;
  /** Refuse (with a `UserError`) where the path exists already, also when another writer is quicker. */
  ifAbsent?: boolean;
  /** Permission bits, kept where the store has a place for them. */
  mode?: number;
  signal?: AbortSignal;
  /** Called with the bytes that have been written so far, all together. */
  onProgress?: (bytes: number) => void;
}

export interface ListOptions {
  /** Leaves out all of a folder for which it is true; it is given the path with a slash at its end. */
  skip?: (folder: string) => boolean;
  signal?: AbortSignal;
}

export interface ReadOptions {
  /** First and last byte, both counted from 0 and both included. */
  range?: { start: number; end: number };
  signal?: AbortSignal;
}

/**
 * Where bytes come from and go to: a folder, or an S3 bucket and prefix. All paths are relative to
 * the store's place. Every failure that a user can cause is a `UserError` that names the place.
 */
export interface Store {
  readonly kind: 'folder' | 's3';
  /** `s3://bucket/prefix/` or an absolute folder path; ends in a slash. */
  readonly address: string;
  /** The full address of one path, as messages and reports show it. */
  addressOf(path: string): string;
  /** All objects below a prefix (`''`: all), in the order of their paths by UTF-16 code unit. */
  list(prefix?: string, options?: ListOptions): AsyncIterable<StoredObject>;
  /** Undefined when there is no such object. */
  head(path: string, options?: { signal?: AbortSignal }): Promise<StoredObject | undefined>;
  /** A stream of the bytes; a connection that breaks in the middle is resumed. */
  read(path: string, options?: ReadOptions): Promise<Readable>;
  /** All or nothing: no reader ever sees a part of it, and a failure leaves what was there. */
  write(path: string, body: Body, options?: WriteOptions): Promise<StoredObject>;
  copy(from: string, to: string, options?: { signal?: AbortSignal }): Promise<void>;
  /** Deleting what is not there is no error. */
  delete(path: string): Promise<void>;
  /** The store of a place relative to this one (`../shared/`), of the same kind and settings. */
  at(path: string): Store;
}
