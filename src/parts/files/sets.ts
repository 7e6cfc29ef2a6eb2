import { addressOf } from '../address.ts';
import type { RunContext } from '../run.ts';

/** A named list of files that were packed as they are. */
export interface FileSet {
  name: string;
  files: PackedFile[];
}

/** One of them; `path` is inside its set. */
export interface PackedFile {
  path: string;
  size: number;
  sha256: string;
  /** Where it is downloaded. */
  address: string;
}

/** The file sets of these names, as the manifest has them. */
export function openFileSets({ manifest }: RunContext, names: string[]): FileSet[] {
  return names.map((name) => {
    const folder = `files/${name}/`;
    const files = manifest.files
      .filter((file) => file.path.startsWith(folder))
      .map(({ path: packed, size, sha256 }) => {
        const path = packed.slice(folder.length);
        const address = `${addressOf('/files/download', name, path)}?v=${sha256.slice(0, 16)}`;
        return { path, size, sha256, address };
      });
    return { name, files };
  });
}

/** A path's last name. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** All files of all sets, in their order. */
export function allFiles(sets: FileSet[]): PackedFile[] {
  return sets.flatMap((set) => set.files);
}

/** The bytes of them all. */
export function totalSize(files: PackedFile[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}
