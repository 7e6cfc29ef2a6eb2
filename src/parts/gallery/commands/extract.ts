import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { codeOf, UserError } from '../../../base/error.ts';
import type { Payload } from '../../../payload/payload.ts';
import type { Picture } from '../catalogue/catalogue.ts';
import { picturePath } from '../paths.ts';
import { entryNames } from '../zip/names.ts';

/**
 * Writes pictures to a folder under the names that they have in a ZIP. Throws a `UserError` where a
 * file exists already, before anything is written, and where the folder cannot be written to.
 */
export async function extractPictures(payload: Payload, pictures: Picture[], folder: string): Promise<void> {
  const names = entryNames(pictures);
  const taken = names.find((name) => existsSync(join(folder, name)));
  if (taken !== undefined)
    throw new UserError(`${join(folder, taken)} exists already.`, {
      hint: 'Name another folder with --extract-to.',
    });
  try {
    for (const [at, { set, image }] of pictures.entries()) {
      const file = join(folder, names[at] ?? image.file);
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(payload, picturePath(set, image.file), file);
    }
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new UserError(`The pictures cannot be written to ${folder} (${codeOf(error)}).`, {
      hint: 'Name a folder that you can write to with --extract-to.',
      cause: error,
    });
  }
}

/** Written beside, then renamed: a file is whole or not there. */
async function writeWhole(payload: Payload, path: string, file: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(payload.stream(path), createWriteStream(part, { flags: 'wx' }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
