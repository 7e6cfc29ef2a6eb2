import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { endGroup, info, startGroup } from '@actions/core';
import { codeOf, UserError } from '../base/error.ts';
import { sha256 } from '../base/hash.ts';
import { userCacheFolder } from '../base/user-cache.ts';
import { fromSources, projectPath } from '../build/installation.ts';
import { lastLine } from '../build/platform-package.ts';
import { formatMs } from './stage-log.ts';

/** The folder of this machine that keeps the native tools, and results unless a cache is asked for. */
export function toolFolder(): string {
  const { RUNNER_TOOL_CACHE } = process.env;
  return RUNNER_TOOL_CACHE ? join(RUNNER_TOOL_CACHE, 'holdall') : userCacheFolder();
}

/**
 * Makes the packages that cannot be bundled (sharp, DuckDB, pkg, the base Node) importable: they are
 * installed from the lock in `dist/toolchain`, once for a runner, and found there from here on.
 */
export async function useToolchain(signal: AbortSignal): Promise<void> {
  // A checkout has them in its own node_modules.
  if (fromSources) return;
  const { dependencies, optionalDependencies } = JSON.parse(
    await readFile(projectPath('dist/toolchain/package.json'), 'utf8'),
  );
  const folder = await installToolchain(signal);
  resolveFrom(folder, Object.keys({ ...dependencies, ...optionalDependencies }));
}

/** Installs the toolchain into the runner's tool cache, unless it is there; returns its folder. */
async function installToolchain(signal: AbortSignal): Promise<string> {
  const lock = await readFile(projectPath('dist/toolchain/package-lock.json'));
  const { platform, arch } = process;
  const folder = join(toolFolder(), `${sha256(lock).slice(0, 16)}-${platform}-${arch}`);
  if (existsSync(folder)) return folder;

  startGroup('Install the native tools');
  const start = performance.now();
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}-`);
  try {
    for (const file of ['package.json', 'package-lock.json'])
      await copyFile(projectPath(`dist/toolchain/${file}`), join(work, file));
    await npmCi(work, signal);
    await rename(work, folder);
    info(`Installed in ${formatMs(performance.now() - start)}: ${folder}`);
  } catch (error) {
    // Another job on this machine was quicker; its folder is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    endGroup();
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

async function npmCi(folder: string, signal: AbortSignal): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--include=optional', '--omit=dev', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', args, { cwd: folder, signal, shell: process.platform === 'win32' });
  } catch (error) {
    signal.throwIfAborted();
    if (codeOf(error) === 'ENOENT')
      throw new UserError('There is no npm on this runner, which the native tools are installed with.', {
        hint: 'Add a step with actions/setup-node before this one.',
        cause: error,
      });
    throw new UserError('npm could not install the native tools.', {
      hint: `It said: ${lastLine(error)}. Check the connection to the npm registry, then run the job again.`,
      cause: error,
    });
  }
}

/** Lets imports and requires of these packages, from this file, find them in a folder's `node_modules`. */
function resolveFrom(folder: string, packages: readonly string[]): void {
  const parentURL = pathToFileURL(join(folder, 'package.json')).href;
  const require = createRequire(parentURL);
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const own = packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
      if (!own || context.parentURL !== import.meta.url) return nextResolve(specifier, context);
      // What follows would look for CommonJS beside the file that asks, whatever the parent is said to be.
      return context.conditions.includes('require')
        ? { url: pathToFileURL(require.resolve(specifier)).href, shortCircuit: true }
        : nextResolve(specifier, { ...context, parentURL });
    },
  });
}
