import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { messageOf, UserError } from '../base/error.ts';
import { formatBytes } from '../base/format.ts';
import { DamagedError } from '../payload/directory.ts';
import { digestFile } from '../payload/entry.ts';
import { MANIFEST } from '../payload/format.ts';
import type { Manifest } from '../payload/manifest.ts';
import type { Payload } from '../payload/payload.ts';
import { openPayload } from '../payload/read.ts';
import { hostTarget } from '../spec/targets.ts';
import type { Job } from './job.ts';
import type { Executable } from './pack.ts';

/** An executable that was read back and found to be what was meant. */
export interface Verified extends Executable {
  /** Bytes. */
  size: number;
  /** Of the whole file. */
  sha256: string;
  /** Whether it was run too: this machine runs its own target only. */
  ran: boolean;
}

/** Long enough for a table of gigabytes to be extracted on a slow disk. */
const SELFTEST_MS = 300_000;

/** Reads each executable back, checks every file in it against the manifest, and runs what runs here. */
export async function verify(job: Job, executables: Executable[]): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const executable of executables) {
    await checkFiles(job, executable);
    const ran = executable.target === hostTarget();
    if (ran) await runSelftest(job, executable);
    const { size, sha256 } = await digestFile(executable.file, job.signal);
    verified.push({ ...executable, size, sha256, ran });
  }
  return verified;
}

async function checkFiles(job: Job, { file, fileName }: Executable): Promise<void> {
  const payload = openPayload(file);
  try {
    const manifest = JSON.parse(payload.readSync(MANIFEST).toString()) as Manifest;
    const packed = [...payload.files.keys()].filter((path) => path !== MANIFEST);
    if (
      !isDeepStrictEqual(
        packed,
        manifest.files.map(({ path }) => path),
      )
    )
      throw new Error(`${fileName} does not hold the files that its manifest lists`);
    let checked = 0;
    for (const { path, size, sha256 } of manifest.files) {
      job.signal.throwIfAborted();
      if ((await hashOfFile(payload, path)) !== sha256)
        throw new UserError(`${path} is not what it was when it was read.`, {
          hint: 'A source or the cache changed during the build: build again.',
        });
      checked += size;
      job.progress(`${fileName}: ${formatBytes(checked)} checked`);
    }
  } finally {
    payload.close();
  }
}

/** Undefined when the bytes do not even fit their checksum: a file changed while it was packed. */
async function hashOfFile(payload: Payload, path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of payload.stream(path)) hash.update(chunk);
  } catch (error) {
    if (error instanceof DamagedError) return undefined;
    throw error;
  }
  return hash.digest('hex');
}

async function runSelftest({ signal, progress, work }: Job, { file, fileName }: Executable): Promise<void> {
  progress(`running ${fileName} --selftest`);
  try {
    await promisify(execFile)(file, ['--selftest'], {
      signal,
      timeout: SELFTEST_MS,
      // What it extracts and makes goes with the build's own folder.
      env: {
        ...process.env,
        HOLDALL_CACHE: join(work, 'selftest'),
        HOLDALL_DATA: join(work, 'selftest-data'),
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(`${fileName} --selftest failed: ${said || messageOf(error)}`);
  }
}
