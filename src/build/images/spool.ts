import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a text is in a spool. */
export interface Spooled {
  at: number;
  bytes: number;
}

/** A file for texts that come in any order, to be read again in another: they need no memory meanwhile. */
export interface Spool {
  add(text: string): Promise<Spooled>;
  read(place: Spooled): Promise<string>;
  close(): Promise<void>;
}

/** Opens a new spool in a folder, which is the caller's to remove. */
export async function openSpool(folder: string): Promise<Spool> {
  const file = await open(join(folder, 'spool'), 'w+');
  let end = 0;
  return {
    async add(text) {
      const bytes = Buffer.from(text);
      const place = { at: end, bytes: bytes.length };
      // Before any wait: texts may be added side by side.
      end += bytes.length;
      let written = 0;
      while (written < bytes.length)
        written += (await file.write(bytes, written, bytes.length - written, place.at + written))
          .bytesWritten;
      return place;
    },
    async read({ at, bytes }) {
      const buffer = Buffer.alloc(bytes);
      const { bytesRead } = await file.read(buffer, 0, bytes, at);
      if (bytesRead < bytes) throw new Error('the spool ends before its text does');
      return buffer.toString();
    },
    close: () => file.close(),
  };
}
