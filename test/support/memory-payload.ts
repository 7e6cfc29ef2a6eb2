import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { sha256 } from '../../src/base/hash.ts';
import type { Manifest } from '../../src/payload/manifest.ts';
import type { Payload, PayloadFile } from '../../src/payload/payload.ts';

/** A payload in memory: also for names and faults that the ZIP's reader lets nobody make. */
export function memoryPayload(contents: Record<string, string | Buffer>): Payload {
  const bytes = new Map(Object.entries(contents).map(([path, content]) => [path, Buffer.from(content)]));
  const files = new Map<string, PayloadFile>();
  for (const [path, { length }] of bytes)
    files.set(path, {
      path,
      size: length,
      packedSize: length,
      crc32: crc32(bytes.get(path) ?? ''),
      method: 'store',
    });
  const read = (path: string) => {
    const found = bytes.get(path);
    if (!found) throw new Error(`no ${path}`);
    return found;
  };
  return {
    files,
    readSync: read,
    stream: (path, range) =>
      Readable.from([read(path).subarray(range?.start ?? 0, range ? range.end + 1 : undefined)], {
        objectMode: false,
      }),
    close: () => undefined,
  };
}

/** A manifest that lists what a payload holds. */
export function manifestOf(payload: Payload, parts: Manifest['parts'] = []): Manifest {
  return {
    name: 'stationer',
    title: 'The Stationer',
    version: '1.0.0',
    target: 'linux-x64',
    content: sha256('content'),
    date: '2026-11-21',
    holdall: '0.1.0',
    node: '24.21.0',
    spec: { file: 'spec.json', sha256: sha256('spec') },
    sources: [],
    parts,
    files: [...payload.files.values()].map(({ path, size }) => ({
      path,
      size,
      sha256: sha256(payload.readSync(path)),
    })),
  };
}
