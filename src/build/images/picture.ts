import { UserError } from '../../base/error.ts';
import { hashOf } from '../../base/hash.ts';
import { factsRevision } from '../../image/facts/pixels.ts';
import { formatOfName } from '../../image/formats.ts';
import { type ImageOutput, type ProcessedImage, processImage } from '../../image/process.ts';
import {
  assetsOf,
  type ImageLimitOptions,
  type ImageSetOptions,
  picturePlan,
} from '../../image/set-options.ts';
import type { Content } from '../../parts/part.ts';
import { type Digest, digestBytes } from '../../payload/entry.ts';
import type { Fetched } from '../fetch.ts';
import type { Job } from '../job.ts';
import { ensureUnchanged } from '../sources.ts';

/** What the pictures of one set are made with. */
export interface Recipe {
  set: ImageSetOptions;
  limits: ImageLimitOptions;
  /** The picture files that the steps name. */
  assets: Map<string, Content>;
  /** `imageEngineVersion()`. */
  engine: string;
}

/** A picture that is made: what is known of it, and its bytes where the cache has them. */
export interface MadePicture extends Omit<ProcessedImage, 'outputs'> {
  /** The picture itself, then its variants. */
  outputs: MadeOutput[];
}

type MadeOutput = Omit<ImageOutput, 'data'> & { content: Content };

/** What the cache notes of a picture. The bytes of its variants lie under keys of their own. */
type Note = Omit<ProcessedImage, 'outputs'> & { outputs: (Omit<ImageOutput, 'data'> & Digest)[] };

/**
 * Makes a picture and its variants, or takes them out of the cache when the same bytes went through
 * the same steps before: then nothing is read but a note, the source neither. What is wrong with the
 * picture is returned; what else goes wrong (a download, a full disk) is thrown.
 */
export async function makePicture(
  { cache, signal }: Job,
  { name, content, ...source }: Fetched,
  recipe: Recipe,
  onWork: () => void,
): Promise<MadePicture | UserError> {
  const key = keyOf(name, content, recipe);
  let note = await cache.get<Note>('pictures', key);
  if (!note) {
    const options = { name, limits: recipe.limits, assets: await assetFiles(recipe), signal };
    const file = await content.file();
    onWork();
    const made = await processImage(file, picturePlan(recipe.set), options).catch((error: unknown) => {
      if (error instanceof UserError && !signal.aborted) return error;
      throw error;
    });
    await ensureUnchanged({ name, ...source }, signal);
    if (made instanceof UserError) return made;
    const { outputs, ...rest } = made;
    note = { ...rest, outputs: outputs.map(({ data, ...output }) => ({ ...output, ...digestBytes(data) })) };
    const [{ data: own }, ...variants] = outputs;
    for (const [index, { data }] of variants.entries())
      await cache.put('variants', variantKey(key, index), null, data);
    await cache.put('pictures', key, note, own);
  }
  const { outputs, ...rest } = note;
  return {
    ...rest,
    outputs: outputs.map(({ size, crc32, sha256, ...output }, index) => {
      const digest = { size, crc32, sha256 };
      const content =
        index === 0
          ? cache.content('pictures', key, digest)
          : cache.content('variants', variantKey(key, index - 1), digest);
      return { ...output, content };
    }),
  };
}

/** The files of the pictures that the steps name, before there is work that a lack of one would break off. */
async function assetFiles({ set, assets }: Recipe): Promise<(name: string) => Promise<string>> {
  const files = new Map<string, string>();
  for (const name of assetsOf(set)) {
    const file = await assets.get(name)?.file();
    if (file !== undefined) files.set(name, file);
  }
  return async (name) => {
    const file = files.get(name);
    if (file === undefined) throw new Error(`the steps ask for ${name}, which was not fetched`);
    return file;
  };
}

const variantKey = (key: string, index: number) => hashOf(['variant', key, index]);

/**
 * All that decides what comes out of a picture, and whether. Its name only by the format that it
 * promises; of the limits not the time, which a result that is there does not take again.
 */
function keyOf(name: string, { sha256 }: Content, { set, limits, assets, engine }: Recipe): string {
  const { seconds: _, ...ofPicture } = limits;
  return hashOf([
    'picture',
    engine,
    factsRevision,
    sha256,
    formatOfName(name),
    picturePlan(set),
    ofPicture,
    assetsOf(set).map((asset) => [asset, assets.get(asset)?.sha256]),
  ]);
}
