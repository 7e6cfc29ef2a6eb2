import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Payload } from '../../../payload/payload.ts';
import type { Picture } from '../catalogue/catalogue.ts';
import { picturePath } from '../paths.ts';
import { entryNames } from './names.ts';

/** A ZIP that is on its way. */
export interface ZipStream {
  /** Bytes; known before the first picture is read. */
  size: number;
  stream: Readable;
}

/**
 * A ZIP of pictures, stored as they are: they are compressed already. Each is read when its turn comes
 * and as fast as the ZIP is taken; destroying the stream ends the reading.
 * @param date `2026-11-21`: the entries' time
 */
export function zipOf(payload: Payload, pictures: Picture[], date: string): ZipStream {
  const zip = new ZipFile();
  const stream = zip.outputStream;
  if (!(stream instanceof Readable)) throw new Error('a ZIP has no stream');
  let current: Readable | undefined;
  const fail = (error: Error) => stream.destroy(error);
  zip.on('error', fail);
  stream.on('close', () => current?.destroy());
  const names = entryNames(pictures);
  for (const [at, { set, image }] of pictures.entries()) {
    const options = {
      size: image.size,
      compress: false,
      mtime: new Date(`${date}T12:00:00`),
      mode: 0o100644,
    };
    zip.addReadStreamLazy(names[at] ?? image.file, options, (hand) => {
      current = payload.stream(picturePath(set, image.file)).on('error', fail);
      hand(null, current);
    });
  }
  return { size: end(zip, names), stream };
}

/**
 * Ends a ZIP and returns its size, which yazl tells at once where all sizes are known; its types leave
 * that out. A directory of 64 KiB and more is counted as if it had the ZIP64 format and then written
 * without it (yazl 3.3.1), so there it is asked for.
 */
function end(zip: ZipFile, names: string[]): number {
  const directory = names.reduce((sum, name) => sum + 100 + Buffer.byteLength(name), 0);
  let size = -1;
  const tell: (total?: number) => void = (total = -1) => {
    size = total;
  };
  zip.end({ forceZip64Format: directory >= 0xffff, comment: '' }, tell);
  if (size < 0) throw new Error('the size of a ZIP is not known beforehand');
  return size;
}
