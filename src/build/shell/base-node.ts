import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { messageOf, UserError } from '../../base/error.ts';
import { hostTarget, type TargetName, targets } from '../../spec/targets.ts';
import { projectPath } from '../installation.ts';
import type { Job } from '../job.ts';

/** A stock Node binary, and the integrity hash that npm checked it against. */
export interface BaseNode {
  file: string;
  version: string;
  integrity: string;
}

interface Lock {
  packages: Record<string, { version: string; integrity: string }>;
}

/**
 * The stock Node that a target's executables are made on: the npm package that is installed here,
 * or that package fetched by npm into the cache, by the version and integrity hash of the lock.
 */
export async function baseNode({ home, signal, progress }: Job, target: TargetName): Promise<BaseNode> {
  const { package: name, binary } = targets[target];
  const locked = await lockedPackage(name);
  const installed = installedPackage(name);
  if (installed && (await versionOf(installed)) === locked.version)
    return { file: join(installed, binary), ...locked };

  const folder = join(home, 'base', `${name}-${locked.version}`);
  const file = join(folder, 'node_modules', name, binary);
  if (!(await exists(file))) {
    progress(`fetching Node ${locked.version} for ${target}`);
    await fetchPackage(name, target, locked, folder, signal);
  }
  return { file, ...locked };
}

/** The version of Node that executables run on. */
export async function baseNodeVersion(): Promise<string> {
  return (await lockedPackage(targets['linux-x64'].package)).version;
}

/** The Node that pkg runs on, which is of the version that it packs: this one, or this machine's base. */
export async function hostNode(job: Job, version: string): Promise<string> {
  if (process.versions.node === version) return process.execPath;
  const host = hostTarget();
  if (!host)
    throw new UserError(`Shells are made by Node ${version}, and this is Node ${process.versions.node}.`, {
      hint: `Run Holdall with Node ${version} on this machine.`,
    });
  return (await baseNode(job, host)).file;
}

async function lockedPackage(name: string): Promise<{ version: string; integrity: string }> {
  const lock = JSON.parse(await readFile(projectPath('dist/toolchain/package-lock.json'), 'utf8')) as Lock;
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`${name} is not in the toolchain's lock`);
  return { version: found.version, integrity: found.integrity };
}

/**
 * A lock of one package makes npm check its integrity. The lock does not repeat the platform, or npm
 * would refuse another one's; an optional dependency it would leave out without a word when it fails.
 */
async function fetchPackage(
  name: string,
  target: TargetName,
  locked: { version: string; integrity: string },
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { os, cpu } = targets[target];
  await mkdir(dirname(folder), { recursive: true });
  // By its real path: npm takes a folder behind a symbolic link for another project's.
  const work = await realpath(await mkdtemp(`${folder}-`));
  const root = { name: 'base', version: '0.0.0', dependencies: { [name]: locked.version } };
  try {
    await writeFile(join(work, 'package.json'), JSON.stringify(root));
    await writeFile(
      join(work, 'package-lock.json'),
      JSON.stringify({
        ...root,
        lockfileVersion: 3,
        packages: { '': root, [`node_modules/${name}`]: locked },
      }),
    );
    const args = ['ci', '--os', os, '--cpu', cpu, '--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)('npm', args, { signal, shell: process.platform === 'win32', cwd: work });
    await rename(work, folder);
  } catch (error) {
    signal.throwIfAborted();
    // Another build was quicker; its folder is as good.
    if (await exists(join(folder, 'node_modules', name))) return;
    throw new UserError(
      `npm could not fetch ${name} ${locked.version}, the base of executables for ${target}.`,
      {
        hint: `It said: ${lastLine(error)}. Check the connection to the npm registry, then build again.`,
        cause: error,
      },
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What npm said of why it failed, out of what `execFile` threw. */
export function lastLine(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : messageOf(error);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.includes('complete log'));
  return lines.find((line) => line.startsWith('npm error')) ?? lines.at(-1) ?? 'nothing';
}

function installedPackage(name: string): string | undefined {
  try {
    return dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
  } catch {
    return undefined;
  }
}

async function versionOf(folder: string): Promise<string | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
