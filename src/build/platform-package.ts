import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf, UserError } from '../base/error.ts';
import { type TargetName, targets } from '../spec/targets.ts';
import { projectPath } from './installation.ts';
import type { Job } from './job.ts';

/** What the lock says of a package: its version, and the integrity hash that npm checks. */
export interface LockedPackage {
  name: string;
  version: string;
  integrity: string;
}

/** A package that executables of one target are made of, on this machine. */
export interface PlatformPackage extends LockedPackage {
  folder: string;
}

interface Lock {
  packages: Record<string, { version: string; integrity: string }>;
}

/**
 * An npm package that is for one target: the one that is installed here, or that package fetched by
 * npm into the cache, by the version and integrity hash of the lock.
 */
export async function platformPackage(
  { home, signal, progress }: Job,
  name: string,
  target: TargetName,
): Promise<PlatformPackage> {
  const locked = await lockedPackage(name);
  const installed = installedPackage(name);
  if (installed && (await versionOf(installed)) === locked.version) return { folder: installed, ...locked };

  const place = join(home, 'base', `${name}-${locked.version}`);
  const folder = join(place, 'node_modules', name);
  if (!(await exists(join(folder, 'package.json')))) {
    progress(`fetching ${name} ${locked.version} for ${target}`);
    await fetchPackage(locked, target, place, signal);
  }
  return { folder, ...locked };
}

/** What the lock of the toolchain has for a package. */
export async function lockedPackage(name: string): Promise<LockedPackage> {
  const lock = JSON.parse(await readFile(projectPath('dist/toolchain/package-lock.json'), 'utf8')) as Lock;
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`${name} is not in the toolchain's lock`);
  return { name, version: found.version, integrity: found.integrity };
}

/**
 * A lock of one package makes npm check its integrity. The lock does not repeat the platform, or npm
 * would refuse another one's; an optional dependency it would leave out without a word when it fails.
 */
async function fetchPackage(
  { name, version, integrity }: LockedPackage,
  target: TargetName,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { os, cpu } = targets[target];
  await mkdir(dirname(folder), { recursive: true });
  // By its real path: npm takes a folder behind a symbolic link for another project's.
  const work = await realpath(await mkdtemp(`${folder}-`));
  const root = { name: 'base', version: '0.0.0', dependencies: { [name]: version } };
  try {
    await writeFile(join(work, 'package.json'), JSON.stringify(root));
    await writeFile(
      join(work, 'package-lock.json'),
      JSON.stringify({
        ...root,
        lockfileVersion: 3,
        packages: { '': root, [`node_modules/${name}`]: { version, integrity } },
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
      `npm could not fetch ${name} ${version}, of which executables for ${target} are made.`,
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

/** Found from where sharp lies: it is always installed, and the others lie beside it. */
function installedPackage(name: string): string | undefined {
  try {
    const found = findPackageJSON(name, import.meta.resolve('sharp'));
    return found && dirname(found);
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
