import type { RunContext } from '../run.ts';
import { envelopeOf } from './job/envelope.ts';
import type { WorkerSpec } from './settings.ts';
import { loadPictures, openPictures } from './work/load-pictures.ts';
import { longBodies } from './work/long-bodies.ts';
import { startNumbersThread } from './work/start-thread.ts';

/** Tries what a worker needs of this machine: threads, the code of the SDK, the library for pictures. */
export async function tryWorker(context: RunContext, spec: WorkerSpec): Promise<void> {
  await tryThread(context);
  context.load('aws');
  if (spec.images) await tryPicture(context);
}

async function tryThread(context: RunContext): Promise<void> {
  const bodies = longBodies(() => startNumbersThread(context));
  try {
    const list = '1,5,22';
    const answer = await bodies.answer(envelopeOf({ id: 'selftest', attributes: {} }, list), list);
    if (!('body' in answer) || !answer.body.includes('median is : 5')) {
      throw new Error(`the thread for lists answered ${JSON.stringify(answer)}`);
    }
  } finally {
    await bodies.close();
  }
}

async function tryPicture(context: RunContext): Promise<void> {
  const { tryPictures } = await loadPictures(context);
  const picture = await tryPictures();
  const maker = await openPictures(context);
  try {
    const question = { name: 'selftest.png', picture, steps: [{ grayscale: {} }], limits: {} };
    const { width, height } = await maker.make(question);
    if (width !== 2 || height !== 2) throw new Error(`the thread for pictures made ${width} x ${height}`);
  } finally {
    await maker.close();
  }
}
