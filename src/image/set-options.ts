import { posix } from 'node:path';
import { z } from 'zod';
import { UserError } from '../base/error.ts';
import { ORIGINAL } from './index-file.ts';
import { imageLimitsSchema } from './limits.ts';
import type { PicturePlan } from './process.ts';
import { assetsIn, type ImageSteps, imageStepsSchema, outputName } from './steps.ts';

const variantName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,30}$/, 'a letter, then letters, digits, - or _ (31 at most)');

/** What the spec says of the pictures of a set, beside where they come from. */
export const imageSetOptions = z.strictObject({
  steps: imageStepsSchema.optional(),
  variants: z
    .record(variantName, imageStepsSchema)
    .superRefine((variants, context) => {
      for (const [name, steps] of Object.entries(variants)) {
        if (steps.length > 0 || name === ORIGINAL) continue;
        const message = `A variant without steps would be the picture itself; only "${ORIGINAL}" has none.`;
        context.addIssue({ code: 'custom', path: [name], message });
      }
    })
    .optional()
    .describe(
      'More pictures from each picture, by their names: { "thumb": [{ "resize": { "width": 200 } }] }. ' +
        'Their steps go on from "steps", but for its encode step. Those of "original" begin with the ' +
        'source: "original": [] packs the picture as it was before, and the gallery compares the two.',
    ),
  onError: z
    .enum(['fail', 'skip', 'original'])
    .optional()
    .describe(
      'What becomes of a picture that cannot be processed. fail: the build fails, when all pictures ' +
        'have been tried. skip: it is left out. original: it is packed as it is. Default: fail.',
    ),
  limits: imageLimitsSchema
    .optional()
    .describe('What a picture may be at most. Whoever runs the build can set lower limits.'),
});

export type ImageSetOptions = z.infer<typeof imageSetOptions>;
/** The limits that there are. */
export const limitNames = imageLimitsSchema.keyof().options;
/** The most that pictures may be. */
export type ImageLimitOptions = { [Name in (typeof limitNames)[number]]?: number };

/** What is made of each picture of a set. */
export function picturePlan({ steps = [], variants = {} }: ImageSetOptions): Required<PicturePlan> {
  return { steps, variants };
}

/**
 * What a picture's files are called when they are packed: `pens/red.jpg` becomes `pens/red.webp` and,
 * for a variant, `pens/red.thumb.webp`. Throws a `UserError` for an extension that is not a picture's.
 */
export function packedNames(
  path: string,
  set: ImageSetOptions,
): { file: string; variants: Record<string, string> } {
  const { steps, variants } = picturePlan(set);
  const ofVariant = ([name, more]: [string, ImageSteps]): [string, string] => {
    const common = name === ORIGINAL ? [] : steps.filter((step) => !step.encode);
    const file = outputName(path, [...common, ...more]);
    const extension = posix.extname(file);
    return [name, `${file.slice(0, file.length - extension.length)}.${name}${extension}`];
  };
  return {
    file: outputName(path, steps),
    variants: Object.fromEntries(Object.entries(variants).map(ofVariant)),
  };
}

/** The names of the picture files that the steps of a set need (watermarks), each once. */
export function assetsOf(set: ImageSetOptions): string[] {
  const { steps, variants } = picturePlan(set);
  return [...new Set([steps, ...Object.values(variants)].flatMap(assetsIn))];
}

/**
 * The limits that hold for a set: its own, but never above those of the one who runs the build. What
 * neither says is left to the defaults.
 */
export function limitsOf(
  { limits = {} }: ImageSetOptions,
  ceiling: ImageLimitOptions = {},
): ImageLimitOptions {
  const names = limitNames.filter((name) => limits[name] !== undefined || ceiling[name] !== undefined);
  return Object.fromEntries(
    names.map((name) => [
      name,
      Math.min(limits[name] ?? Number.POSITIVE_INFINITY, ceiling[name] ?? Number.POSITIVE_INFINITY),
    ]),
  );
}

/**
 * Reads limits as a command line or an input has them: `megapixels=100,seconds=60`. Throws a
 * `UserError` that says which limits there are and what they take.
 */
export function parseLimits(text: string): ImageLimitOptions {
  const entries = text.split(',').map((entry) => {
    const [name = '', value = '', ...rest] = entry.split('=').map((part) => part.trim());
    if (!limitNames.some((known) => known === name)) throw wrong(`"${name}" is no limit.`);
    if (!/^\d+(\.\d+)?$/.test(value) || rest.length > 0) throw wrong(`"${entry.trim()}" gives no number.`);
    return [name, Number(value)];
  });
  const parsed = imageLimitsSchema.safeParse(Object.fromEntries(entries));
  if (parsed.success) return limitsOf({ limits: parsed.data });
  const [issue] = parsed.error.issues;
  throw wrong(`${issue?.path.join('.')}: ${issue?.message}.`);
}

const wrong = (message: string) =>
  new UserError(message, {
    hint: `Limits are ${new Intl.ListFormat('en-GB').format(limitNames)}: write "megapixels=100,seconds=60".`,
    exitCode: 2,
  });
