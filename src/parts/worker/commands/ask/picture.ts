import { basename } from 'node:path';
import { formatUserError, UserError } from '../../../../base/error.ts';
import { mediaTypeOf } from '../../../../image/formats.ts';
import type { Store } from '../../../../store/store.ts';
import { reasonOf } from '../../job/answer.ts';
import { fetchPicture } from '../bucket/download.ts';
import type { Asking } from './asking.ts';
import type { Source } from './sources.ts';

/** What to do with pictures. */
export interface PictureOptions {
  preset?: string;
  steps?: unknown;
  /** The folder for the results. */
  to: string;
  force?: true;
  /** Is asked about each file that is there, where it would not be replaced. */
  mayReplace?: (file: string) => Promise<boolean>;
  /** Leaves the copies in the bucket that were made for the job. */
  keep?: true;
}

/** What became of a picture. */
export interface Outcome {
  /** As it was named. */
  source: string;
  /** The file of the result. */
  file?: string;
  /** Its name in the outgoing place, where it stays there. */
  name?: string;
  width?: number;
  height?: number;
  /** Bytes. */
  size?: number;
  warnings?: string[];
  /** From sending the job to having its answer, in milliseconds. */
  ms?: number;
  error?: string;
}

/**
 * Has one picture processed and fetches the result. What is wrong with the picture or its result is
 * in the outcome; what concerns all pictures, such as a worker that does not answer, is thrown.
 * @param folder for the copies in the bucket, which nobody else uses; ends in a slash
 * @param taken the files that are results already, by the pictures that they came from
 */
export async function askPicture(
  { place, client, timeoutMs, signal }: Asking,
  { file, name }: Source,
  folder: string,
  taken: Map<string, string>,
  { preset, steps, keep, ...options }: PictureOptions,
): Promise<Outcome> {
  const source = file ?? name;
  const [incoming, outgoing] = [place.incoming(), place.outgoing()];
  const key = file === undefined ? name : folder + name;
  const isCopy = file !== undefined && !keep;
  let result: string | undefined;
  try {
    if (file !== undefined) await incoming.write(key, { file }, { contentType: mediaTypeOf(name), signal });
    const job = {
      kind: 'image',
      name: key,
      ...(preset !== undefined && { preset }),
      ...(steps !== undefined && { steps }),
    };
    const reply = await client.ask(JSON.stringify(job), { timeoutMs, signal });
    const { body, json, isError } = reply;
    const ms = Math.round(reply.ms * 10) / 10;
    if (isError) return { source, ms, error: reasonOf(body).replaceAll(key, name) };
    const { name: made, ...facts } = factsOf(json);
    // What lies in the client's own folder was made for it, and nothing else is.
    if (file !== undefined && !made.startsWith(folder))
      throw new UserError(`${made} is not the result of ${name}.`);
    result = made;
    const as = file === undefined ? made : basename(made);
    const other = taken.get(as);
    if (other !== undefined) return { source, ms, error: `${as} is the result of ${other} already.` };
    taken.set(as, source);
    const fetched = await fetchPicture(outgoing, made, as, { ...options, signal });
    return { source, file: fetched, ...(!isCopy && { name: made }), ...facts, ms };
  } catch (error) {
    if (result === undefined || signal.aborted || !(error instanceof UserError)) throw error;
    return { source, error: formatUserError(error) };
  } finally {
    if (isCopy) {
      await remove(incoming, key);
      if (result !== undefined) await remove(outgoing, result);
    }
  }
}

/** Removes a copy. One that stays is no failure of the picture; "worker setup --tidy" finds it by its folder. */
async function remove(store: Store, name: string): Promise<void> {
  try {
    await store.delete(name);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${store.addressOf(name)} is left behind: ${formatUserError(error)}\n`);
  }
}

/** What the answer to a job in JSON says of the result. */
function factsOf(json: unknown): { name: string } & Pick<Outcome, 'width' | 'height' | 'size' | 'warnings'> {
  if (typeof json !== 'object' || json === null || !('name' in json) || typeof json.name !== 'string') {
    throw new UserError('The answer does not say where the result is.', {
      hint: 'The worker may be of another version.',
    });
  }
  const { width, height, size, warnings }: Record<string, unknown> = { ...json };
  return {
    name: json.name,
    ...(typeof width === 'number' && { width }),
    ...(typeof height === 'number' && { height }),
    ...(typeof size === 'number' && { size }),
    ...(Array.isArray(warnings) && warnings.length > 0 && { warnings: warnings.map(String) }),
  };
}
