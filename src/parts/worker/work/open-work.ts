import type { Answer } from '../job/answer.ts';
import { type Job, Refusal } from '../job/job.ts';
import type { Place } from '../place.ts';
import type { WorkerSpec } from '../settings.ts';
import { noNumbers } from './no-numbers.ts';
import { longNumbers } from './numbers.ts';
import { type PictureMaker, pictureWork } from './pictures.ts';

/**
 * What takes longer: lists that are not short, and pictures, as far as the spec has them.
 * @param openPictures is asked for what makes pictures when there is one to make
 */
export function openWork(
  place: Place,
  { numbers, images }: WorkerSpec,
  openPictures: () => Promise<PictureMaker>,
): { work(job: Job): Promise<Answer>; close(): Promise<void> } {
  let maker: Promise<PictureMaker> | undefined;
  let make: ReturnType<typeof pictureWork> | undefined;

  async function opened({ presets, default: usual }: Images) {
    maker ??= openPictures().catch((error) => {
      // The next job may find it mended: a full disk, say.
      maker = undefined;
      throw error;
    });
    const { incoming, outgoing } = place;
    const options = { incoming: incoming(), outgoing: outgoing(), presets, usual, maker: await maker };
    make ??= pictureWork(options);
    return make;
  }

  return {
    async work(job) {
      if (job.kind === 'numbers') {
        if (!numbers) throw noNumbers();
        return longNumbers(job);
      }
      if (!images) {
        throw new Refusal('not-offered', 'This worker does numbers, and no pictures.');
      }
      if (!place.bucket) throw new Refusal('not-offered', 'This worker has no bucket to take pictures from.');
      return (make ?? (await opened(images)))(job);
    },
    async close() {
      await (await maker?.catch(() => undefined))?.close();
    },
  };
}

type Images = NonNullable<WorkerSpec['images']>;
