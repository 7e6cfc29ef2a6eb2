import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { UserError } from '../../../base/error.ts';
import { didYouMean } from '../../../base/nearest.ts';
import { imageConcurrency } from '../../../image/engine.ts';
import type { ImageLimits } from '../../../image/limits.ts';
import { readInto } from '../../../store/read-into.ts';
import type { Store, StoredObject } from '../../../store/store.ts';
import { type Answer, imageAnswer } from '../job/answer.ts';
import { type ImageJob, Refusal } from '../job/job.ts';
import type { MadePicture, PictureQuestion } from './picture-maker.ts';

/** What puts pictures through steps: threads, or `makePicture` itself. */
export interface PictureMaker {
  make(question: PictureQuestion): Promise<MadePicture>;
  close(): Promise<void>;
}

export interface PictureWork {
  incoming: Store;
  outgoing: Store;
  /** Steps by their name, as the spec has them. */
  presets: Record<string, unknown>;
  /** The name of those for a job that has none. */
  usual: string;
  maker: Pick<PictureMaker, 'make'>;
  limits?: ImageLimits;
  /** The largest file that is fetched, in bytes. Default: 200 MB. */
  largest?: number;
}

const LARGEST = 200_000_000;

/** Larger ones, in bytes, go by way of a file, so that a few of them do not fill the memory. */
const LARGEST_IN_MEMORY = 32_000_000;

/** Takes a picture from the incoming place, puts it through the steps, and writes it to the outgoing one. */
export function pictureWork(options: PictureWork): (job: ImageJob) => Promise<Answer> {
  // libvips has its own threads; more pictures at once would only take more memory. While they are
  // worked on, as many others are read and written.
  const making = pLimit(imageConcurrency());
  const underWay = pLimit(2 * imageConcurrency());
  const maker = { make: (question: PictureQuestion) => making(() => options.maker.make(question)) };
  return async (job) => {
    const steps = stepsOf(job, options);
    return underWay(() => makeOne(job, steps, { ...options, maker }));
  };
}

async function makeOne(job: ImageJob, steps: unknown, options: PictureWork): Promise<Answer> {
  const { incoming, outgoing, maker, limits = {}, largest = LARGEST } = options;
  const found = await incoming.head(job.name);
  if (!found) throw new Refusal('not-found', `There is no picture ${incoming.addressOf(job.name)}.`);
  if (found.size > largest) {
    throw new Refusal(
      'wrong-picture',
      `${job.name} has ${found.size} bytes, and a picture may have ${largest}.`,
    );
  }
  const made = await withPicture(incoming, found, (picture) =>
    maker.make({ name: job.name, picture, steps, limits }),
  );
  const { name, data, contentType, width, height, warnings } = made;
  await outgoing.write(name, data, { contentType });
  return imageAnswer(job, { name, width, height, size: data.length, warnings });
}

/** Hands over a picture: its file where it lies in a folder, its bytes where they are few, else a copy. */
async function withPicture<T>(
  incoming: Store,
  { path, size }: StoredObject,
  work: (picture: string | Uint8Array) => Promise<T>,
): Promise<T> {
  if (incoming.kind === 'folder') return work(incoming.addressOf(path));
  if (size <= LARGEST_IN_MEMORY) {
    const bytes = new Uint8Array(size);
    if (await readInto(bytes, incoming, path)) return work(bytes);
    // The next try finds it as it is by then.
    throw new UserError(`${incoming.addressOf(path)} was changed while it was read.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'holdall-picture-'));
  try {
    const file = join(folder, 'picture');
    await pipeline(await incoming.read(path), createWriteStream(file));
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The steps of a job: its own, those of its preset, or the usual ones. */
function stepsOf({ steps, preset }: ImageJob, { presets, usual }: PictureWork): unknown {
  if (steps !== undefined) return steps;
  const name = preset ?? usual;
  const found = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (found !== undefined) return found;
  const hint = didYouMean(name, Object.keys(presets)) ?? '';
  throw new Refusal('wrong-steps', `There is no preset "${name.slice(0, 60)}". ${hint}`.trim());
}
