import { posix } from 'node:path';
import { z } from 'zod';
import { formatOfName, type ImageFormat, imageFormats } from './formats.ts';
import { encodeSchema } from './step/encode.ts';
import { grayscale, grayscaleSchema } from './step/grayscale.ts';
import type { Operation } from './step/operation.ts';
import { resize, resizeSchema } from './step/resize.ts';
import { rotate, rotateSchema } from './step/rotate.ts';

// A new step is a file in step/, a line in `shape` and, if it changes the pixels, one in `operations`.
const shape = {
  resize: resizeSchema.optional(),
  rotate: rotateSchema.optional(),
  grayscale: grayscaleSchema.optional(),
  encode: encodeSchema.optional(),
};

type StepOptions = { [Name in keyof typeof shape]-?: NonNullable<z.infer<(typeof shape)[Name]>> };
/** All steps but `encode`, which is not done to the pixels but decides how they are written. */
type OperationName = Exclude<keyof StepOptions, 'encode'>;

const operations: { [Name in OperationName]: (options: StepOptions[Name]) => Operation } = {
  resize,
  rotate,
  grayscale,
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
