import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { formatUserError, UserError } from '../../../base/error.ts';
import { didYouMean } from '../../../base/nearest.ts';
import { imageConcurrency } from '../../../image/engine.ts';
import type { ImageLimits } from '../../../image/limits.ts';
import { processImage } from '../../../image/process.ts';
import { assetsIn, type ImageSteps, imageStepsSchema, outputName } from '../../../image/steps.ts';
import type { Store } from '../../../store/store.ts';
import { type Answer, imageAnswer } from '../job/answer.ts';
import { type ImageJob, Refusal } from '../job/job.ts';

export interface PictureWork {
  incoming: Store;
  outgoing: Store;
  /** Steps by their name. */
  presets: Record<string, ImageSteps>;
  /** The name of those for a job that has none. */
  usual: string;
  limits?: ImageLimits;
  /** The largest file that is fetched, in bytes. Default: 200 MB. */
  largest?: number;
}

const LARGEST = 200_000_000;

/** Takes a picture from the incoming place, puts it through the steps, and writes it to the outgoing one. */
export function pictureWork(options: PictureWork): (job: ImageJob) => Promise<Answer> {
  // libvips has its own threads; more pictures at once would only take more memory.
  const limit = pLimit(imageConcurrency());
  return (job) => {
    const steps = stepsOf(job, options);
    return limit(() => make(job, steps, options));
  };
}

async function make(job: ImageJob, steps: ImageSteps, options: PictureWork): Promise<Answer> {
  const { incoming, outgoing, limits = {}, largest = LARGEST } = options;
  const { name } = job;
  const result = refused('wrong-picture', () => outputName(name, steps));
  const found = await incoming.head(name);
  if (!found) throw new Refusal('not-found', `There is no picture ${incoming.addressOf(name)}.`);
  if (found.size > largest) {
    throw new Refusal('wrong-picture', `${name} has ${found.size} bytes, and a picture may have ${largest}.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'holdall-picture-'));
  try {
    const file = join(folder, 'picture');
    await pipeline(await incoming.read(name), createWriteStream(file));
    const processed = await processImage(file, { steps }, { name, limits }).catch((error) => {
      throw asRefusal('wrong-picture', error);
    });
    const [{ data, format, width, height }] = processed.outputs;
    await outgoing.write(result, data, {
      contentType: format === 'svg' ? 'image/svg+xml' : `image/${format}`,
    });
    return imageAnswer(job, { name: result, width, height, size: data.length, warnings: processed.warnings });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The steps of a job: its own, those of its preset, or the usual ones. */
function stepsOf({ steps, preset }: ImageJob, { presets, usual }: PictureWork): ImageSteps {
  if (steps === undefined) {
    const name = preset ?? usual;
    const found = Object.hasOwn(presets, name) ? presets[name] : undefined;
    if (found) return found;
    const hint = didYouMean(name, Object.keys(presets)) ?? '';
    throw new Refusal('wrong-steps', `There is no preset "${name.slice(0, 60)}". ${hint}`.trim());
  }
  const { success, data, error } = imageStepsSchema.safeParse(steps);
  if (!success) {
    const [issue] = error.issues;
    const place = issue?.path.length ? `/${issue.path.join('/')}: ` : '';
    throw new Refusal('wrong-steps', `The steps are wrong at ${place || 'their place: '}${issue?.message}`);
  }
  if (assetsIn(data).length > 0) {
    throw new Refusal('wrong-steps', 'The steps of a job may name no other pictures.');
  }
  return data;
}

function refused<T>(code: 'wrong-picture', work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(code, error);
  }
}

/** What is wrong with a picture will be so the next time too; anything else is as it was. */
function asRefusal(code: 'wrong-picture', error: unknown): unknown {
  return error instanceof UserError ? new Refusal(code, formatUserError(error), { cause: error }) : error;
}
