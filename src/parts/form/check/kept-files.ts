import { randomUUID } from 'node:crypto';

/** A file that somebody handed in to be checked. */
export interface KeptFile {
  /** The form's name. */
  form: string;
  file: string;
  bytes: Uint8Array;
}

/** The files that were handed in last, in memory: nothing of them is kept unless it is imported. */
export interface KeptFiles {
  keep(file: KeptFile): string;
  get(id: string): KeptFile | undefined;
}

/** Together they have at most so many bytes; the last one is there in any case. */
const most = 60_000_000;

export function keptFiles(): KeptFiles {
  const files = new Map<string, KeptFile>();
  return {
    keep(file) {
      const id = randomUUID();
      files.set(id, file);
      let size = 0;
      for (const [key, { bytes }] of [...files].reverse()) {
        size += bytes.length;
        if (size > most && key !== id) files.delete(key);
      }
      return id;
    },
    get: (id) => files.get(id),
  };
}
