import { posix } from 'node:path';
import { z } from 'zod';
import { formatOfName, type ImageFormat, imageFormats } from './formats.ts';
import { blur, blurSchema } from './step/blur.ts';
import { crop, cropSchema } from './step/crop.ts';
import { edges, edgesSchema } from './step/edges.ts';
import { encodeSchema } from './step/encode.ts';
import { extend, extendSchema } from './step/extend.ts';
import { flatten, flattenSchema } from './step/flatten.ts';
import { flip, flipSchema } from './step/flip.ts';
import { flop, flopSchema } from './step/flop.ts';
import { gamma, gammaSchema } from './step/gamma.ts';
import { grayscale, grayscaleSchema } from './step/grayscale.ts';
import { median, medianSchema } from './step/median.ts';
import { type MetadataOptions, metadataSchema } from './step/metadata.ts';
import { modulate, modulateSchema } from './step/modulate.ts';
import { monochrome, monochromeSchema } from './step/monochrome.ts';
import { negate, negateSchema } from './step/negate.ts';
import { normalize, normalizeSchema } from './step/normalize.ts';
import type { Operation } from './step/operation.ts';
import { resize, resizeSchema } from './step/resize.ts';
import { rotate, rotateSchema } from './step/rotate.ts';
import { sharpen, sharpenSchema } from './step/sharpen.ts';
import { tint, tintSchema } from './step/tint.ts';
import { trim, trimSchema } from './step/trim.ts';
import { watermark, watermarkSchema } from './step/watermark.ts';

// A new step is a file in step/, a line in `shape` and, if it changes the pixels, one in `operations`.
const shape = {
  resize: resizeSchema.optional(),
  crop: cropSchema.optional(),
  trim: trimSchema.optional(),
  extend: extendSchema.optional(),
  rotate: rotateSchema.optional(),
  flip: flipSchema.optional(),
  flop: flopSchema.optional(),
  grayscale: grayscaleSchema.optional(),
  monochrome: monochromeSchema.optional(),
  negate: negateSchema.optional(),
  normalize: normalizeSchema.optional(),
  gamma: gammaSchema.optional(),
  modulate: modulateSchema.optional(),
  tint: tintSchema.optional(),
  blur: blurSchema.optional(),
  sharpen: sharpenSchema.optional(),
  median: medianSchema.optional(),
  edges: edgesSchema.optional(),
  watermark: watermarkSchema.optional(),
  flatten: flattenSchema.optional(),
  metadata: metadataSchema.optional(),
  encode: encodeSchema.optional(),
};

type StepOptions = { [Name in keyof typeof shape]-?: NonNullable<z.infer<(typeof shape)[Name]>> };
/** All steps but those that are not done to the pixels and decide how they are written. */
type OperationName = Exclude<keyof StepOptions, 'metadata' | 'encode'>;

const operations: { [Name in OperationName]: (options: StepOptions[Name]) => Operation } = {
  resize,
  crop,
  trim,
  extend,
  rotate,
  flip,
  flop,
  grayscale,
  monochrome,
  negate,
  normalize,
  gamma,
  modulate,
  tint,
  blur,
  sharpen,
  median,
  edges,
  watermark,
  flatten,
};

const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(Object.keys(shape));

const stepSchema = z
  .strictObject(shape)
  .refine((step) => Object.keys(step).length === 1, {
    // A misspelt key has been reported already.
    when: ({ issues }) => issues.length === 0,
    error: ({ input }) => {
      const named = Object.keys(input ?? {});
      if (named.length === 0) return `A step says what to do: ${names}.`;
      const apart = `{ "${named.join('": ... }, { "')}": ... }`;
      return `A step is one thing to do, and this is ${named.length}: write ${apart}.`;
    },
  })
  .meta({ description: `One thing to do: ${names}.`, minProperties: 1, maxProperties: 1 });

/** The steps that the pictures of a set go through, in order: `[{ "resize": { "width": 800 } }]`. */
export const imageStepsSchema = z
  .array(stepSchema)
  .superRefine((steps, context) => {
    for (const [index, step] of steps.slice(0, -1).entries()) {
      if (!step.encode) continue;
      const message = 'An encode step is the last step: nothing is done to a picture after it.';
      context.addIssue({ code: 'custom', path: [index, 'encode'], message });
    }
    const places = steps.flatMap((step, index) => (step.metadata ? [index] : []));
    for (const index of places.slice(1)) {
      const message = 'There is a metadata step before; say all that is kept in one.';
      context.addIssue({ code: 'custom', path: [index, 'metadata'], message });
    }
  })
  .meta({
    description:
      'What is done to each picture, in order. Pictures are always turned upright, brought to sRGB ' +
      'and freed of metadata, with or without a step.',
  });

/** Checked steps, defaults filled in. */
export type ImageSteps = z.infer<typeof imageStepsSchema>;
/** Steps as they are written in a spec. */
export type ImageStepsInput = z.input<typeof imageStepsSchema>;

/** The steps that are done to the pixels, in order. */
export function operationsOf(steps: ImageSteps): Operation[] {
  const all = Object.keys(operations) as OperationName[];
  return steps.flatMap((step) => all.flatMap((name) => operationOf(step, name) ?? []));
}

function operationOf<Name extends OperationName>(
  step: { [Key in Name]?: StepOptions[Key] | undefined },
  name: Name,
): Operation | undefined {
  const options = step[name];
  return options && operations[name](options);
}

/** How the steps say that a picture is written. */
export function encodeOf(steps: ImageSteps): StepOptions['encode'] | undefined {
  return steps.at(-1)?.encode;
}

/** What the last metadata step keeps; without one, nothing. */
export function metadataOf(steps: ImageSteps): MetadataOptions {
  return steps.findLast((step) => step.metadata)?.metadata ?? { keep: 'nothing', gps: false };
}

/** The pictures that the steps name, by their paths in the store, each once. */
export function assetsIn(steps: ImageSteps): string[] {
  return [...new Set(steps.flatMap(({ watermark }) => watermark?.picture ?? []))];
}

/**
 * The format that a picture leaves the steps in, known before it is decoded: what `encode` says, or
 * else the format that it has by its extension (`.jpg`). An SVG that is changed becomes a PNG.
 * Throws a `UserError` for an extension that is not a picture's.
 */
export function outputFormat(steps: ImageSteps, sourceExtension: string): ImageFormat {
  const format = formatOfName(`picture${sourceExtension}`);
  const encoded = steps.at(-1)?.encode?.format;
  return encoded ?? (format === 'svg' && steps.length > 0 ? 'png' : format);
}

/**
 * The packed name of a picture: `pens/red.jpg` becomes `pens/red.webp` where the steps change the
 * format, and stays what it is where its extension says the format already.
 * Throws a `UserError` for an extension that is not a picture's.
 */
export function outputName(relativePath: string, steps: ImageSteps): string {
  const before = formatOfName(relativePath);
  const extension = posix.extname(relativePath);
  const after = outputFormat(steps, extension);
  if (after === before) return relativePath;
  return relativePath.slice(0, -extension.length) + imageFormats[after].extensions[0];
}
