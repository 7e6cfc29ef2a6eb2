import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf, UserError } from '../../base/error.ts';
import { explainSystemError } from '../../base/system-error.ts';
import { digestFile } from '../../payload/entry.ts';

/** What a report tells of a file; its folder is nobody else's business. */
export interface SourceFacts {
  name: string;
  bytes: number;
  /** Hexadecimal SHA-256. */
  sha256: string;
}

/** Throws a `UserError` unless the file is there and is no folder. */
export async function checkSource(file: string): Promise<void> {
  try {
    if (!(await stat(file)).isDirectory()) return;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') {
      throw new UserError(`There is no file ${file}.`, {
        hint: 'Check the path.',
        exitCode: 2,
        cause: error,
      });
    }
    throw explainSystemError(error);
  }
  throw new UserError(`${file} is a folder.`, { hint: 'Name the files in it.', exitCode: 2 });
}

/** Reads a file for its size and its hash. Throws the signal's reason when it is aborted. */
export async function sourceFacts(file: string, signal: AbortSignal): Promise<SourceFacts> {
  try {
    const { size, sha256 } = await digestFile(file, signal);
    return { name: basename(file), bytes: size, sha256 };
  } catch (error) {
    signal.throwIfAborted();
    throw explainSystemError(error);
  }
}
