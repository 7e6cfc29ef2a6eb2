import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { UserError } from '../../../../src/base/error.ts';
import { imageStepsSchema } from '../../../../src/image/steps.ts';
import { openClient } from '../../../../src/parts/worker/asking/client.ts';
import { askPicture } from '../../../../src/parts/worker/commands/ask/picture.ts';
import type { WorkerSpec } from '../../../../src/parts/worker/settings.ts';
import { tempFolder } from '../../../support/temp.ts';
import { madePlace, plainSpec, workerAt } from '../../../support/worker-place.ts';

const spec: WorkerSpec = {
  ...plainSpec,
  images: { presets: { small: imageStepsSchema.parse([{ resize: { width: 5 } }]) }, default: 'small' },
};

it('a copy that cannot be removed is no failure of the picture', async () => {
  const place = await madePlace(spec, { local: true }, tempFolder());
  const worker = await workerAt(place, spec);
  const client = openClient(place);
  const folder = tempFolder();
  const file = join(folder, 'red.png');
  const red = sharp({ create: { width: 10, height: 10, channels: 3, background: '#c33' } });
  writeFileSync(file, await red.png().toBuffer());
  // Nothing real refuses to delete what it has just written, for root at least.
  const fixed = {
    ...place.incoming(),
    async delete() {
      throw new UserError('Access was refused.');
    },
  };
  const asking = {
    place: { ...place, incoming: () => fixed },
    client,
    timeoutMs: 30_000,
    signal: new AbortController().signal,
  };
  try {
    const source = { file, name: 'red.png' };
    const outcome = await askPicture(asking, source, 'c-folder/1/', new Map(), { to: join(folder, 'out') });
    expect(outcome).toMatchObject({ file: join(folder, 'out', 'red.png'), width: 5 });
    expect(outcome.error).toBeUndefined();
    expect(existsSync(join(folder, 'out', 'red.png'))).toBe(true);
  } finally {
    await client.close();
    await worker.stop(1000);
    place.close();
  }
});
