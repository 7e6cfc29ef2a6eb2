import pLimit from 'p-limit';
import { formatUserError, UserError } from '../../base/error.ts';
import { formatCount } from '../../base/format.ts';
import { imageConcurrency, imageEngineVersion } from '../../image/engine.ts';
import { nearDuplicates } from '../../image/near-duplicates.ts';
import { limitsOf } from '../../image/set-options.ts';
import type { Content, ImageSetContent } from '../../parts/part.ts';
import type { Fetched, FetchResult } from '../fetch.ts';
import type { Job } from '../job.ts';
import type { Plan } from '../plan.ts';
import { type PackedPicture, packed, packedAsItWas } from './packed.ts';
import { makePicture, type Recipe } from './picture.ts';
import { openSpool, type Spool, type Spooled } from './spool.ts';
import { publishedImages, statisticsFile, type WithStatistics } from './statistics.ts';

/** A picture that could not be processed. */
export interface BadPicture {
  /** The source, as the spec names it. */
  source: string;
  /** What is wrong with it, and what to do. */
  message: string;
  outcome: 'left out' | 'packed as it is';
}

/** An image set as it will be packed. */
export type ProcessedSet = ImageSetContent & { bad: BadPicture[] };

/** All image sets as they will be packed. */
export interface ProcessedImages {
  /** By name, in the spec's order. */
  sets: Map<string, ProcessedSet>;
  /** `images.json`, where the spec publishes data. */
  published: Content | undefined;
}

/** What became of one source. */
interface Outcome {
  source: Fetched;
  picture?: PackedPicture;
  statistics?: Spooled;
  error?: UserError;
  warnings: string[];
}

/**
 * Puts the pictures of all sets through their steps, several at once. Memory grows with how many
 * these are, and hardly with how many pictures there are: bytes go to the cache, statistics to a
 * file. Throws one `UserError` with all pictures that failed in sets where none may.
 */
export async function processImages(
  job: Job,
  plan: Plan,
  fetched: FetchResult,
  onWork: () => void,
): Promise<ProcessedImages> {
  if (plan.used.images.length === 0) return { sets: new Map(), published: undefined };
  const recipes = await recipesOf(job, plan, fetched);
  const spool = await openSpool(job.work);
  try {
    const outcomes = await processAll(job, fetched, recipes, spool, onWork);
    const fatal = outcomes.flatMap(({ source, picture, error }) =>
      error && !picture && onErrorOf(recipes, source) === 'fail' ? [error] : [],
    );
    if (fatal.length > 0) throw allOf(fatal);
    warnOf(job, outcomes);
    const sets = new Map<string, ProcessedSet>();
    const all: WithStatistics[] = [];
    for (const name of plan.used.images) {
      const own = outcomes.filter(({ source }) => source.set === name);
      const { index, statistics } = withStatistics(name, own, spool);
      all.push({ index, statistics });
      sets.set(name, {
        index,
        pictures: new Map(own.flatMap(({ picture }) => picture?.files ?? [])),
        statistics: await statisticsFile(job, { index, statistics }),
        bad: own.flatMap(badOf),
      });
    }
    return { sets, published: plan.loaded.spec.publish?.data ? await publishedImages(job, all) : undefined };
  } finally {
    await spool.close();
  }
}

async function recipesOf(
  { request }: Job,
  { loaded, used }: Plan,
  { assets }: FetchResult,
): Promise<Map<string, Recipe>> {
  const engine = await imageEngineVersion();
  return new Map(
    used.images.map((name) => {
      const set = loaded.spec.images?.[name] ?? {};
      return [name, { set, limits: limitsOf(set, request.imageLimits), assets, engine }];
    }),
  );
}

const onErrorOf = (recipes: Map<string, Recipe>, { set }: Fetched) => recipes.get(set)?.set.onError ?? 'fail';

function processAll(
  job: Job,
  { sources }: FetchResult,
  recipes: Map<string, Recipe>,
  spool: Spool,
  onWork: () => void,
): Promise<Outcome[]> {
  const pictures = sources.filter(({ kind }) => kind === 'images');
  const limit = pLimit(job.request.concurrency ?? imageConcurrency());
  let done = 0;
  const process = async (source: Fetched): Promise<Outcome> => {
    job.signal.throwIfAborted();
    const recipe = recipes.get(source.set);
    if (!recipe) throw new Error(`${source.set} is a set without a recipe`);
    const made = await makePicture(job, source, recipe, onWork);
    job.progress(`${++done} of ${formatCount(pictures.length, 'picture')}`);
    if (made instanceof UserError) {
      const asItWas = recipe.set.onError === 'original' ? await packedAsItWas(source, made) : undefined;
      return { source, error: made, warnings: [], ...(asItWas && { picture: asItWas }) };
    }
    const statistics = await spool.add(JSON.stringify(made.facts.channels));
    return { source, picture: packed(source, made, recipe.set), statistics, warnings: made.warnings };
  };
  return Promise.all(pictures.map((source) => limit(process, source))).catch((error) => {
    // What is wrong is not one picture: none of the others is begun.
    limit.clearQueue();
    throw error;
  });
}

function withStatistics(name: string, outcomes: Outcome[], spool: Spool): WithStatistics {
  const kept = outcomes.flatMap(({ picture, statistics }) => (picture ? [{ ...picture, statistics }] : []));
  const images = kept.map(({ image }) => image);
  return {
    index: { name, images, nearDuplicates: nearDuplicates(images) },
    statistics: async (place) => {
      const spooled = kept[place]?.statistics;
      return spooled ? spool.read(spooled) : '[]';
    },
  };
}

function badOf({ source, picture, error }: Outcome): BadPicture[] {
  if (!error) return [];
  const message = [error.message, error.hint].filter(Boolean).join(' ');
  return [{ source: source.name, message, outcome: picture ? 'packed as it is' : 'left out' }];
}

/** How many pictures a warning names before it counts the rest. */
const NAMED = 3;

/** What was done otherwise than asked: the same thing once, with the pictures that it is about. */
function warnOf(job: Job, outcomes: Outcome[]): void {
  const names = new Map<string, string[]>();
  for (const { source, warnings } of outcomes)
    for (const warning of warnings) names.set(warning, [...(names.get(warning) ?? []), source.name]);
  for (const [warning, pictures] of names) {
    const more = pictures.length - NAMED;
    const named = [
      ...pictures.slice(0, NAMED),
      ...(more > 0 ? [`${formatCount(more, 'more picture')}`] : []),
    ];
    job.warn(`${new Intl.ListFormat('en-GB').format(named)}: ${warning}`);
  }
}

/** Several failures as one: all of them, a line each. */
function allOf(failures: UserError[]): UserError {
  const [only] = failures;
  if (only && failures.length === 1) return only;
  // A watermark that is none is the fault of all that need it, and said once.
  const lines = new Set(failures.map((failure) => `  ${formatUserError(failure)}`));
  return new UserError(`${failures.length} pictures cannot be processed:\n${[...lines].join('\n')}`);
}
