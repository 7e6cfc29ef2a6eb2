import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { METHODS } from '../../../payload/format.ts';
import type { Parts } from './parts.ts';

/** All parts have the time from which ZIP counts, so that the same input gives the same bytes. */
const mtime = new Date(1980, 0, 1);

/** Writes chunks of text to a file. */
export async function writeText(
  file: string,
  chunks: AsyncIterable<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  await pipeline(Readable.from(chunks), createWriteStream(file), { signal });
}

/** Writes a workbook with the changes of its parts, in the order that they had, the new ones behind. */
export async function writeParts(
  { zip, changes }: Parts,
  out: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const archive = new ZipFile();
  const open = new Set<Readable>();
  for (const path of new Set([...zip.parts.keys(), ...changes.keys()])) {
    const change = changes.get(path);
    if (change === 'gone') continue;
    const options = {
      mtime,
      forceDosTimestamp: true,
      compress: zip.parts.get(path)?.method !== METHODS.store,
    };
    if (change && 'text' in change) {
      archive.addBuffer(Buffer.from(change.text), path, options);
      continue;
    }
    const content = change ? async () => createReadStream(change.file) : () => zip.stream(path);
    archive.addReadStreamLazy(path, options, (done) => {
      content().then(
        (stream) => {
          open.add(stream);
          stream.on('close', () => open.delete(stream));
          done(null, stream);
        },
        (error) => archive.emit('error', error),
      );
    });
  }
  archive.end();
  const stop = new AbortController();
  let fault: unknown;
  archive.on('error', (error) => {
    fault = error;
    stop.abort();
  });
  try {
    await pipeline(archive.outputStream, createWriteStream(out), {
      signal: AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]),
    });
  } catch (error) {
    for (const stream of open) stream.destroy();
    signal?.throwIfAborted();
    throw fault ?? error;
  }
}
