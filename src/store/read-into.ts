import type { ReadOptions, Store } from './store.ts';

/**
 * Reads an object into memory of its size. False when it has another size by now; then only some
 * bytes are there.
 */
export async function readInto(
  bytes: Uint8Array,
  store: Store,
  path: string,
  options: Omit<ReadOptions, 'range'> = {},
): Promise<boolean> {
  let at = 0;
  for await (const chunk of await store.read(path, options)) {
    if (at + chunk.length > bytes.length) return false;
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return at === bytes.length;
}
