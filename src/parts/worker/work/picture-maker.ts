import { formatUserError, UserError } from '../../../base/error.ts';
import { imageFormats } from '../../../image/formats.ts';
import type { ImageLimits } from '../../../image/limits.ts';
import { makeImage } from '../../../image/process.ts';
import { assetsIn, type ImageSteps, imageStepsSchema, outputName } from '../../../image/steps.ts';
import { Refusal } from '../job/job.ts';

/** What is to be made of a picture. */
export interface PictureQuestion {
  /** Its path below the incoming place, for its extension and for messages. */
  name: string;
  /** A file, or all bytes. */
  picture: string | Uint8Array;
  /** As a spec has them; they are checked. */
  steps: unknown;
  limits: ImageLimits;
}

/** What was made. */
export interface MadePicture {
  /** The path with the extension that the result has. */
  name: string;
  data: Uint8Array;
  /** A MIME type. */
  contentType: string;
  width: number;
  height: number;
  /** What was done otherwise than asked, in sentences. */
  warnings: string[];
}

/** Puts a picture through steps. Throws a `Refusal` for steps, names and pictures that are wrong. */
export async function makePicture({ name, picture, steps, limits }: PictureQuestion): Promise<MadePicture> {
  const checked = checkedSteps(steps);
  try {
    const result = outputName(name, checked);
    const source = typeof picture === 'string' ? picture : bufferOf(picture);
    const { outputs, warnings } = await makeImage(source, { steps: checked }, { name, limits });
    const [{ data, format, width, height }] = outputs;
    return { name: result, data, contentType: imageFormats[format].mediaType, width, height, warnings };
  } catch (error) {
    // What is wrong with a picture will be so the next time too; anything else is as it was.
    if (!(error instanceof UserError)) throw error;
    throw new Refusal('wrong-picture', formatUserError(error), { cause: error });
  }
}

function checkedSteps(steps: unknown): ImageSteps {
  const { success, data, error } = imageStepsSchema.safeParse(steps);
  if (!success) {
    const [issue] = error.issues;
    const place = issue?.path.length ? `/${issue.path.join('/')}` : 'their place';
    throw new Refusal('wrong-steps', `The steps are wrong at ${place}: ${issue?.message}`);
  }
  if (assetsIn(data).length > 0) {
    throw new Refusal('wrong-steps', 'The steps of a job may name no other pictures.');
  }
  return data;
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
