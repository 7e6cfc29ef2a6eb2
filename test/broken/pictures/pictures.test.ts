import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatUserError, UserError } from '../../../src/base/error.ts';
import { type ImageFormat, imageFormats } from '../../../src/image/formats.ts';
import { processImage } from '../../../src/image/process.ts';
import { imageStepsSchema } from '../../../src/image/steps.ts';
import { fileOf } from '../../image/pictures.ts';
import { makers } from './make.ts';

/** What comes of a picture: an error, or what is made of it and the warnings. */
interface Expected {
  /** The format to encode to; without one, nothing is done to the picture. */
  encode?: ImageFormat;
  error?: string;
  made?: string;
  warnings?: string[];
}

const messages: Record<string, Expected[]> = JSON.parse(
  await readFile(join(import.meta.dirname, 'messages.json'), 'utf8'),
);

test('each picture has its messages', () => {
  expect(Object.keys(messages)).toEqual(Object.keys(makers));
});

test.each(Object.keys(makers))('%s', async (name) => {
  const file = await fileOf(name, (await makers[name]?.()) ?? Buffer.alloc(0));
  for (const expected of messages[name] ?? []) {
    expect(await outcome(file, name, expected.encode)).toEqual(expected);
  }
});

async function outcome(file: string, name: string, encode: ImageFormat | undefined): Promise<Expected> {
  const asked = encode ? { encode } : {};
  const steps = imageStepsSchema.parse(encode ? [{ encode: { format: encode } }] : []);
  try {
    const { outputs, warnings } = await processImage(file, { steps }, { name });
    const [{ format, width, height, frames }] = outputs;
    const moving = frames > 1 ? `, ${frames} frames` : '';
    const made = `${imageFormats[format].title}, ${width} x ${height}${moving}`;
    return { ...asked, made, ...(warnings.length > 0 && { warnings }) };
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return { ...asked, error: formatUserError(thrown) };
  }
}
