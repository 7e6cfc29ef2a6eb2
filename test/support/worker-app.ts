import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { imageStepsSchema } from '../../src/image/steps.ts';
import type { WorkerSpec } from '../../src/parts/worker/settings.ts';
import { packApp } from './sample-app.ts';

/** A spec with both kinds of jobs, on the queues of this machine. */
export const bothKinds: WorkerSpec = {
  incoming: 'images/unprocessed/',
  outgoing: 'images/processed/',
  numbers: true,
  images: {
    presets: {
      'black-and-white': imageStepsSchema.parse([{ monochrome: {} }]),
      gray: imageStepsSchema.parse([{ grayscale: {} }]),
      thumb: imageStepsSchema.parse([{ resize: { width: 200 } }, { encode: { format: 'webp' } }]),
    },
    default: 'black-and-white',
  },
};

/** Packs an app with a worker, and with sharp's native library of this machine. */
export async function packWorker(file: string, spec: WorkerSpec = bothKinds): Promise<void> {
  const files = spec.images ? nativeFiles() : new Map<string, Buffer>();
  await packApp(file, { title: 'The worker', files, parts: [{ name: 'worker', options: spec }] });
}

/** As a build lays them out for the target of this machine. */
function nativeFiles(): Map<string, Buffer> {
  const img = join(dirname(createRequire(import.meta.url).resolve('sharp')), '../../@img');
  const paths = globSync('sharp-*/lib/*.{node,dll,so.*}', { cwd: img });
  return new Map(
    paths.map((path) => [`native/${path.replaceAll('\\', '/')}`, readFileSync(join(img, path))]),
  );
}
