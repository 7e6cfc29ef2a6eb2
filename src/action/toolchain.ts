import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { UserError } from '../base/error.ts';
import { sha256 } from '../base/hash.ts';
import { projectPath } from '../build/installation.ts';

/** What cannot be bundled: native code, and pkg, which looks for files of its own. */
const PACKAGES = /^(sharp|@duckdb\/node-api|@yao-pkg\/pkg|node-(linux|win)-(x64|arm64))(\/|$)/;

/** Where the runner keeps tools, and Holdall's place in it. */
export function toolFolder(): string {
  return join(process.env['RUNNER_TOOL_CACHE'] || join(tmpdir(), 'tool-cache'), 'holdall');
}

/**
 * Installs the locked toolchain into the runner's tool cache, unless it is there, and lets imports
 * of its packages resolve to it. Returns the folder.
 */
export async function useToolchain(log: (text: string) => void): Promise<string> {
  const lock = await readFile(projectPath('dist/toolchain/package-lock.json'));
  const folder = join(
    toolFolder(),
    `toolchain-${sha256(lock).slice(0, 16)}-${process.platform}-${process.arch}`,
  );
  if (await exists(folder)) log(`The toolchain is in ${folder}.`);
  else await install(folder, log);

  const parentURL = pathToFileURL(join(folder, 'package.json')).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      PACKAGES.test(specifier) ? next(specifier, { ...context, parentURL }) : next(specifier, context),
  });
  return folder;
}

/** Installed beside and renamed, so that a folder of that name is always whole. */
async function install(folder: string, log: (text: string) => void): Promise<void> {
  log(`Installing the toolchain into ${folder} ...`);
  await mkdir(toolFolder(), { recursive: true });
  const work = await mkdtemp(`${folder}.`);
  try {
    for (const file of ['package.json', 'package-lock.json'])
      await copyFile(projectPath(`dist/toolchain/${file}`), join(work, file));
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: work,
      shell: process.platform === 'win32',
    });
    await rename(work, folder);
  } catch (error) {
    // Another job on this runner was quicker.
    if (await exists(folder)) return;
    throw new UserError('npm could not install the toolchain.', {
      hint: `Check that this runner reaches the npm registry. npm said: ${lastWords(error)}`,
      cause: error,
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function lastWords(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return (
    text.split('\n').filter((line) => line.startsWith('npm error') && !line.includes('log of this run'))[0] ??
    text.trim().slice(0, 300)
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
