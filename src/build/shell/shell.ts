import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { hashOf, sha256 } from '../../base/hash.ts';
import type { Content } from '../../parts/part.ts';
import { type Digest, digestFile } from '../../payload/entry.ts';
import { type TargetName, targets } from '../../spec/targets.ts';
import { scriptPath } from '../installation.ts';
import type { Job } from '../job.ts';
import { type BaseNode, baseNode, hostNode } from './base-node.ts';

const run = promisify(execFile);

/**
 * The shell for a target: a stock Node that runs the loader. Made once for each loader, Node and
 * target (pkg needs seconds and gigabytes for it), then taken from the cache.
 */
export async function shell(job: Job, target: TargetName, loader: Uint8Array): Promise<Content> {
  const base = await baseNode(job, target);
  const key = hashOf(['shell', 1, target, base.version, base.integrity, sha256(loader)]);
  let digest = await job.cache.get<Digest>('shells', key);
  if (!digest) {
    job.progress(`making the shell for ${target}`);
    const file = await makeShell(job, target, base, loader);
    digest = await digestFile(file, job.signal);
    await job.cache.put('shells', key, digest, { file });
  }
  return job.cache.content('shells', key, digest);
}

async function makeShell(job: Job, target: TargetName, base: BaseNode, loader: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(job.work, 'shell-'));
  const output = join(folder, 'shell');
  await writeFile(join(folder, 'loader.cjs'), loader);
  await offerBase(job, folder, target, base);
  const platform = targets[target].os === 'win32' ? 'win' : 'linux';
  const sea = import.meta.resolve('@yao-pkg/pkg/lib-es5/sea.js');
  await run(
    await hostNode(job, base.version),
    [scriptPath('src/build/shell/inject.ts'), sea, platform, targets[target].cpu, base.version, output],
    {
      cwd: folder,
      signal: job.signal,
      env: {
        ...process.env,
        HOME: folder,
        USERPROFILE: folder,
        TMPDIR: folder,
        TEMP: folder,
        TMP: folder,
        NODE_OPTIONS: '',
      },
    },
  );
  return output;
}

/** Puts the base where pkg looks before it downloads: `.pkg-cache/sea` below its home. */
async function offerBase(
  { signal, warn }: Job,
  home: string,
  target: TargetName,
  { file, version }: BaseNode,
): Promise<void> {
  const { os, cpu } = targets[target];
  const windows = os === 'win32';
  const name = `node-v${version}-${windows ? 'win' : 'linux'}-${cpu}`;
  const folder = join(home, '.pkg-cache', 'sea');
  const archive = join(folder, `${name}${windows ? '.zip' : '.tar.gz'}`);
  const binary = windows ? join(folder, `${name}.exe`) : join(folder, name, 'bin', 'node');
  await mkdir(dirname(binary), { recursive: true });
  await copyFile(file, binary);
  for (const marker of [archive, `${archive}.ok`, `${binary}.ok`]) await writeFile(marker, '');
  if (windows) return;
  await chmod(binary, 0o755);
  // Symbols are a seventh of the binary. Without the tool it is as good, just larger.
  await run('strip', [binary], { signal }).catch(() => {
    signal.throwIfAborted();
    warn(
      `No "strip" here can take the symbols out of the Node for ${target}: the executable is some 18 MB larger than it need be.`,
    );
  });
}
