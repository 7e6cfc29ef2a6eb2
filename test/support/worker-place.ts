import { join } from 'node:path';
import { sqliteLedger } from '../../src/parts/worker/ledger/sqlite.ts';
import { replyQueues } from '../../src/parts/worker/loop/reply-queues.ts';
import { type RunningWorker, startWorker, type WorkerOptions } from '../../src/parts/worker/loop/worker.ts';
import { workerId } from '../../src/parts/worker/loop/worker-id.ts';
import { makeQueues, openPlace, type Place } from '../../src/parts/worker/place.ts';
import { type Given, settingsOf, type WorkerSpec } from '../../src/parts/worker/settings.ts';
import { quickNumbers } from '../../src/parts/worker/work/numbers.ts';
import { pictureThreads } from '../../src/parts/worker/work/picture-threads.ts';
import { pictureWork } from '../../src/parts/worker/work/pictures.ts';
import { listsOnly } from './lists-only.ts';
import { startPicturesThread } from './worker-threads.ts';

/** What a spec says of a worker, with nothing named. */
export const plainSpec: WorkerSpec = {
  incoming: 'images/unprocessed/',
  outgoing: 'images/processed/',
  numbers: true,
};

/** Opens a place with its queues made. */
export async function madePlace(spec: WorkerSpec, given: Given, data: string): Promise<Place> {
  const place = await openPlace(settingsOf(spec, given, data, {}));
  if (place.kind === 'sqs') await makeQueues(place.queues, place.settings);
  return place;
}

/** Starts a worker for a place in this process; its ledger is a file beside the queues. */
export async function workerAt(
  place: Place,
  spec: WorkerSpec,
  options: Partial<WorkerOptions> = {},
): Promise<RunningWorker> {
  const pictures =
    spec.images &&
    pictureWork({
      incoming: place.incoming(),
      outgoing: place.outgoing(),
      presets: spec.images.presets,
      usual: spec.images.default,
      maker: pictureThreads(startPicturesThread),
    });
  return startWorker({
    requests: place.requests,
    replies: place.replies,
    deadLetters: await place.requests.deadLetters(),
    replyTo: replyQueues(place.queues, place.replies, [place.requests]),
    bucket: place.bucket,
    ledger: sqliteLedger(join(place.settings.folder, 'ledger.sqlite'), workerId()),
    quick: quickNumbers,
    work: (job) => (job.kind === 'image' && pictures ? pictures(job) : listsOnly(job)),
    ...options,
  });
}
