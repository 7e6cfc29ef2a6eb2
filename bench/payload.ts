import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Fills a folder with pictures' worth of bytes that do not compress: files of 5 MB, `size` in all. */
export function makeFiles(folder: string, size: number): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const block = Buffer.alloc(1 << 20);
  for (let done = 0, index = 0; done < size; index++) {
    const file = openSync(join(folder, `${String(index).padStart(4, '0')}.bin`), 'w');
    for (let inFile = 0; inFile < 5_000_000 && done < size; ) {
      randomFillSync(block);
      const bytes = Math.min(block.length, 5_000_000 - inFile, size - done);
      writeSync(file, block, 0, bytes);
      inFile += bytes;
      done += bytes;
    }
    closeSync(file);
  }
  return folder;
}
