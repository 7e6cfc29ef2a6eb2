import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content, NativeLibrary } from '../parts/part.ts';
import { digestFile } from '../payload/entry.ts';
import { type TargetName, targetNames, targets } from '../spec/targets.ts';
import type { Job } from './job.ts';
import { lockedPackage, platformPackage } from './platform-package.ts';

/** The npm packages that a library consists of on a target. */
const packagesOf: Record<NativeLibrary, (target: TargetName) => string[]> = {
  sharp(target) {
    const { os, cpu } = targets[target];
    // On Windows, libvips lies in the package of sharp itself.
    return [`@img/sharp-${os}-${cpu}`, ...(os === 'linux' ? [`@img/sharp-libvips-${os}-${cpu}`] : [])];
  },
};

/** What goes along: the libraries that programs load, and what their makers ask to be told with them. */
const LIBRARY = /^lib\/[^/]+\.(node|dll|so(\.\d+)*)$/;
const NOTICE = /^(licen[cs]e|notice|third-party|readme)[^/]*$|^versions\.json$/i;

/**
 * What the executables of all targets have of these libraries, by version and integrity: for the
 * hash of the content, which is the same for every target, whichever are built.
 */
export async function nativeIdentity(libraries: readonly NativeLibrary[]): Promise<string[]> {
  const names = libraries.flatMap((library) => targetNames.flatMap(packagesOf[library]));
  const locked = await Promise.all([...new Set(names)].sort().map(lockedPackage));
  return locked.map(({ name, version, integrity }) => `${name} ${version} ${integrity}`);
}

/**
 * The files of these libraries for a target, by their path in the payload. Packages lie side by side
 * below `native/` as in `node_modules/@img`, for a library finds the other by its own place
 * (`$ORIGIN/../../sharp-libvips-linux-x64/lib`; on Windows they lie in one folder).
 */
export async function nativeFiles(
  job: Job,
  libraries: readonly NativeLibrary[],
  target: TargetName,
): Promise<Map<string, Content>> {
  const files = new Map<string, Content>();
  for (const name of libraries.flatMap((library) => packagesOf[library](target))) {
    const { folder } = await platformPackage(job, name, target);
    const paths = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
    for (const path of paths.filter((path) => LIBRARY.test(path) || NOTICE.test(path))) {
      const file = join(folder, path);
      const digest = await digestFile(file, job.signal);
      files.set(`native/${name.replace(/^.*\//, '')}/${path}`, { ...digest, file: async () => file });
    }
  }
  return files;
}
