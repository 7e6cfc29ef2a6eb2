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
  return { size: sizeOf(zip), stream };
}

/** Ends a ZIP and tells its size; yazl tells it at once where all sizes are known. Its types leave that out. */
function sizeOf(zip: ZipFile): number {
  let size = -1;
  const tell: (total?: number) => void = (total = -1) => {
    size = total;
  };
  zip.end({ forceZip64Format: false, comment: '' }, tell);
  if (size < 0) throw new Error('the size of a ZIP is not known beforehand');
  return size;
}
