import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Content } from '../parts/part.ts';
import type { Digest } from '../payload/entry.ts';
import type { Body, Store } from '../store/store.ts';

/**
 * What need not be made twice, under the hash of all that it was made from. A store like any
 * other: losing it costs time and nothing else, and builds can share it.
 */
export interface Cache {
  /** What was noted under a key, or undefined. */
  get<Note>(kind: string, key: string): Promise<Note | undefined>;
  /** Notes something under a key; with bytes, these are there before the note is. */
  put(kind: string, key: string, note: unknown, bytes?: Body): Promise<void>;
  /** The bytes that were put under a key; `digest` is what the note knows of them. */
  content(kind: string, key: string, digest: Digest): Content;
}

/** @param work a folder for copies of what lies in a bucket */
export function openCache(store: Store, work: string, signal: AbortSignal): Cache {
  const notePath = (kind: string, key: string) => `${kind}/${key.slice(0, 2)}/${key}.json`;
  const bytesPath = (kind: string, key: string) => `${kind}/${key.slice(0, 2)}/${key}.bin`;

  return {
    async get<Note>(kind: string, key: string) {
      const path = notePath(kind, key);
      if (!(await store.head(path, { signal }))) return undefined;
      try {
        return JSON.parse(await text(await store.read(path, { signal }))) as Note;
      } catch (error) {
        // A note that cannot be read is as good as none: the result is made again.
        if (error instanceof SyntaxError) return undefined;
        throw error;
      }
    },

    async put(kind, key, note, bytes) {
      if (bytes) await store.write(bytesPath(kind, key), bytes, { signal });
      await store.write(notePath(kind, key), JSON.stringify(note), { signal });
    },

    content(kind, key, digest) {
      return { ...digest, file: once(() => localFile(store, bytesPath(kind, key), work, signal)) };
    },
  };
}

/** A stored object as a file of this machine: where it lies in a folder, else a copy in `work`. */
export async function localFile(
  store: Store,
  path: string,
  work: string,
  signal: AbortSignal,
): Promise<string> {
  if (store.kind === 'folder') return join(store.address, path);
  const file = join(await mkdtemp(join(work, 'copy-')), 'bytes');
  await pipeline(await store.read(path, { signal }), createWriteStream(file), { signal });
  return file;
}

/** Runs a task on the first call only, and gives every caller its result. */
export function once<T>(task: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= task();
    return result;
  };
}
