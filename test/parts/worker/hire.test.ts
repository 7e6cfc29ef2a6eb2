import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { imageStepsSchema } from '../../../src/image/steps.ts';
import type { RunContext } from '../../../src/parts/run.ts';
import { type Hired, type HireOptions, startFor } from '../../../src/parts/worker/hire.ts';
import { readJournal } from '../../../src/parts/worker/loop/read-journal.ts';
import { openPlace, type Place } from '../../../src/parts/worker/place.ts';
import { settingsOf, type WorkerSpec } from '../../../src/parts/worker/settings.ts';
import { pictureThreads } from '../../../src/parts/worker/work/picture-threads.ts';
import { offload } from '../../../src/queue/pointer.ts';
import type { Message } from '../../../src/queue/queue.ts';
import { tempFolder } from '../../support/temp.ts';
import { startNumbersThread, startPicturesThread } from '../../support/worker-threads.ts';

const both: WorkerSpec = {
  incoming: 'in/',
  outgoing: 'out/',
  numbers: true,
  images: { presets: { bw: imageStepsSchema.parse([{ monochrome: {} }]) }, default: 'bw' },
};

/** Nothing of it is asked for: threads come from the sources here. */
const context = {} as RunContext;

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function hire(spec: WorkerSpec, options: HireOptions = {}): Promise<{ place: Place; hired: Hired }> {
  const place = await openPlace(settingsOf(spec, {}, tempFolder(), {}));
  const hired = await startFor(place, spec, context, {
    startNumbers: startNumbersThread,
    pictures: async () => pictureThreads(startPicturesThread),
    ...options,
  });
  ends.push(async () => place.close());
  ends.push(() => hired.stop(5000));
  return { place, hired };
}

async function ask(place: Place, bodies: string[]): Promise<Map<string, string>> {
  await place.requests.send(bodies.map((body, index) => ({ body, attributes: { id: `${index}` } })));
  const found: Message[] = [];
  while (found.length < bodies.length) {
    found.push(...(await place.replies.receive({ max: 10, waitSeconds: 20, visibilitySeconds: 600 })));
  }
  return new Map(found.map(({ attributes, body }) => [attributes['id'] ?? '', body]));
}

it('does lists and pictures, and puts its journal into the bucket', async () => {
  const { place, hired } = await hire(both);
  const picture = await sharp({ create: { width: 6, height: 4, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();
  await place.incoming().write('red.png', picture);
  const long = Array.from({ length: 60_000 }, (_, index) => index).join(',');
  const answers = await ask(place, ['1,5,22', 'red.png', 'none.png', await offload(long, place.bucket)]);
  expect(answers.get('0')).toMatch(/median is : 5$/);
  expect(answers.get('1')).toBe('red.png');
  expect(answers.get('2')).toMatch(/^\?Error\. There is no picture .*none\.png\.$/);
  expect(answers.get('3')).toMatch(/maximum is : 59999\n/);
  const result = join(place.outgoing().address, 'red.png');
  expect(await sharp(readFileSync(result)).metadata()).toMatchObject({ width: 6, height: 4 });

  expect(await hired.stop(5000)).toBe(true);
  const { bucket } = place;
  const entries = bucket ? await readJournal([bucket.at('journal/')], {}) : [];
  const lines = entries.map(({ id, kind, outcome, worker }) => [id, kind, outcome, worker === hired.id]);
  expect(lines.sort()).toEqual([
    ['0', 'numbers', 'done', true],
    ['1', 'image', 'done', true],
    ['2', 'image', 'refused', true],
    ['3', 'numbers', 'done', true],
  ]);
  expect(hired.metrics()).toContain('worker_done_total 3\n');
});

it('does what the spec has, and refuses all else', async () => {
  const { images: _, ...noPictures } = both;
  const first = await hire(noPictures);
  expect((await ask(first.place, ['red.png'])).get('0')).toBe(
    '?Error. This worker does numbers, and no pictures.',
  );
  let threads = 0;
  const second = await hire(
    { ...both, numbers: false },
    {
      startNumbers() {
        threads++;
        return startNumbersThread();
      },
    },
  );
  expect((await ask(second.place, ['1,2'])).get('0')).toBe(
    '?Error. This worker does pictures, and no lists of numbers.',
  );
  // Also one that takes long to be read, which is why a thread reads it.
  expect(threads).toBe(0);
  expect((await ask(second.place, [`${'1,'.repeat(50_000)}1`])).get('0')).toBe(
    '?Error. This worker does pictures, and no lists of numbers.',
  );
  expect(threads).toBe(1);
});

it('tries again to open what makes pictures', async () => {
  let opened = 0;
  const { place, hired } = await hire(both, {
    async pictures() {
      if (++opened === 1) throw new Error('no room');
      return pictureThreads(startPicturesThread);
    },
  });
  await place.incoming().write(
    'red.png',
    await sharp({ create: { width: 2, height: 2, channels: 3, background: '#c33' } })
      .png()
      .toBuffer(),
  );
  expect((await ask(place, ['red.png'])).get('0')).toBe('red.png');
  expect([opened, hired.counters.counts.retries]).toEqual([2, 1]);
});

it('tells what has failed, until something goes well again', async () => {
  const { place, hired } = await hire(both);
  expect(hired.trouble()).toBeUndefined();
  await place.queues.remove(place.requests.name);
  while (!hired.trouble()) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(hired.trouble()).toMatch(/^There is no queue jobs/);
  await place.queues.create(place.requests.name);
  await ask(place, ['1']);
  while (hired.trouble()) await new Promise((resolve) => setTimeout(resolve, 20));
});

it('workers of one queue share a ledger, those of different queues do not', async () => {
  const data = tempFolder();
  const at = async (requests: string) => openPlace(settingsOf(both, { requests, local: true }, data, {}));
  const [one, other] = [await at('one'), await at('other')];
  const hired = [one, one, other].map((place) => startFor(place, both, context));
  await Promise.all(hired);
  expect(readdirSync(join(data, 'worker/queues')).sort()).toEqual(['one', 'other']);
  // The same id and content to both queues: two jobs.
  const message = { body: '4', attributes: { id: 'same' } };
  await one.requests.send([message]);
  await other.requests.send([message]);
  const isDone = async () => {
    const all = await Promise.all(hired);
    return all.reduce((sum, { counters }) => sum + counters.counts.done, 0) === 2;
  };
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const each of hired) await (await each).stop(1000);
  one.close();
  other.close();
});
