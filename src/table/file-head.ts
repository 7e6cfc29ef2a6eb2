import { open } from 'node:fs/promises';

/** The first bytes of a file, and whether they are all of it. */
export async function readHead(file: string, length: number): Promise<{ bytes: Buffer; whole: boolean }> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, 0);
    const { size } = await handle.stat();
    return { bytes: buffer.subarray(0, bytesRead), whole: bytesRead === size };
  } finally {
    await handle.close();
  }
}
