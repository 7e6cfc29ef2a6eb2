import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { MadePicture, PictureQuestion } from './picture-maker.ts';
import type { PictureMaker } from './pictures.ts';
import { openThreads } from './threads.ts';

/** More of them would only take more memory: sharp's own threads are as many for all. */
const MOST = 4;

/**
 * Makes pictures in threads, one a core: most steps are sharp's, which has threads of its own, but
 * some go over the pixels in JavaScript, which would hold up all else.
 * @param startThread starts what answers with `makePicture`
 */
export function pictureThreads(startThread: () => Worker): PictureMaker {
  const threads = openThreads<PictureQuestion, MadePicture>(
    startThread,
    Math.min(MOST, availableParallelism()),
  );
  return { make: (question) => threads.ask(question), close: threads.close };
}
