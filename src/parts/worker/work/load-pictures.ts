import { join } from 'node:path';
import { messageOf, UserError } from '../../../base/error.ts';
import type { RunContext } from '../../run.ts';
import { Refusal } from '../job/job.ts';
import { pictureThreads } from './picture-threads.ts';
import type { PictureMaker } from './pictures.ts';
import { startPicturesThread } from './start-thread.ts';

/** All that works on pictures; the types alone are known here, and the code comes when it is needed. */
export type Pictures = typeof import('../bundles/pictures.ts');

/** The code, and where its library of machine code lies. */
interface Loaded {
  pictures: Pictures;
  library: string;
}

const loaded = new WeakMap<RunContext, Promise<Loaded>>();

/**
 * What works on pictures, ready for use: its library of machine code is extracted to the cache and
 * tried. It is loaded when it is first asked for, and once. Throws a `UserError` where it cannot be,
 * and a `Refusal` where the program has none, as one whose spec has no pictures.
 */
export async function loadPictures(context: RunContext): Promise<Pictures> {
  return (await loadOnce(context)).pictures;
}

/**
 * Threads that make pictures, in a packed app. The library is loaded by the main thread first: then
 * the system keeps it until the process ends, and not until some thread does.
 */
export async function openPictures(context: RunContext): Promise<PictureMaker> {
  const { library } = await loadOnce(context);
  return pictureThreads(() => startPicturesThread(context, library));
}

function loadOnce(context: RunContext): Promise<Loaded> {
  const known = loaded.get(context);
  if (known) return known;
  const loading = load(context);
  loaded.set(context, loading);
  // What failed for want of room, say, may be tried again.
  loading.catch(() => loaded.delete(context));
  return loading;
}

async function load(context: RunContext): Promise<Loaded> {
  const prefix = 'native/';
  const path = [...context.payload.files.keys()].find(
    (path) => path.startsWith(prefix) && path.endsWith('.node'),
  );
  if (path === undefined) {
    throw new Refusal('not-offered', 'This program has no library for pictures, so it does no pictures.');
  }
  const folder = await context.extractFolder(prefix);
  const library = join(folder, path.slice(prefix.length));
  const pictures = context.load('pictures') as Pictures;
  pictures.useNativeLibrary(library);
  try {
    await pictures.tryPictures();
  } catch (error) {
    throw new UserError(`The library for pictures cannot be used on this machine: ${messageOf(error)}.`, {
      hint: `It lies in ${folder}. Set HOLDALL_CACHE to a folder from which programs may be run, or use a newer system.`,
      cause: error,
    });
  }
  return { pictures, library };
}
