import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf, UserError } from '../../../../base/error.ts';
import { formatCount } from '../../../../base/format.ts';
import { formatOfName, mediaTypeOf } from '../../../../image/formats.ts';
import { AlreadyExistsError } from '../../../../store/exists.ts';
import { whyWrongName } from '../../job/name.ts';
import type { Place } from '../../place.ts';

/**
 * Puts files into the incoming place under their own names. Throws a `UserError` for files that are
 * not there or would have one name, before anything is sent.
 */
export async function upload(
  place: Place,
  files: readonly string[],
  { force, signal }: { force?: true; signal?: AbortSignal },
): Promise<void> {
  const incoming = place.incoming();
  const named = await namesOf(files);
  for (const [name, file] of named) {
    try {
      await incoming.write(
        name,
        { file },
        { contentType: mediaTypeOf(name), ifAbsent: !force, ...(signal && { signal }) },
      );
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
      throw new UserError(`${incoming.addressOf(name)} is there already.`, {
        hint: 'Replace it with --force, or rename the file.',
        cause: error,
      });
    }
    process.stderr.write(`${name}\n`);
  }
  process.stdout.write(`Uploaded ${formatCount(named.size, 'picture')} to ${incoming.address}.\n`);
}

/** The files by the names that they will have. */
async function namesOf(files: readonly string[]): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  for (const file of files) {
    const name = basename(file);
    const found = await stat(file).catch((error) => {
      throw new UserError(`The file ${file} cannot be read (${codeOf(error) ?? 'unknown error'}).`, {
        hint: 'Check its name.',
        cause: error,
      });
    });
    if (!found.isFile()) {
      throw new UserError(`${file} is not a file.`, {
        hint: 'Name the pictures in it: FOLDER/*.',
        exitCode: 2,
      });
    }
    // Anything else would be refused by the workers, one by one.
    formatOfName(name);
    const fault = whyWrongName(name);
    if (fault !== undefined) throw new UserError(fault, { hint: 'Rename the file.', exitCode: 2 });
    const other = named.get(name);
    if (other !== undefined && other !== file) {
      throw new UserError(`${other} and ${file} would both be ${name} in the bucket.`, {
        hint: 'Upload them apart, or rename one.',
        exitCode: 2,
      });
    }
    named.set(name, file);
  }
  return named;
}
