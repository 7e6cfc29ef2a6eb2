import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soak } from '../../../scripts/soak/soak.ts';
import type { SoakPlace } from '../../../scripts/soak/worker.ts';
import { type ConditionalS3, startConditionalS3 } from '../../support/conditional-s3.ts';
import { startS3, type TestS3 } from '../../support/s3.ts';
import { tempFolder } from '../../support/temp.ts';

let server: TestS3;
let conditional: ConditionalS3;
beforeAll(async () => {
  server = await startS3({ buckets: ['soak'] });
  conditional = await startConditionalS3(server.endpoint);
});
afterAll(async () => {
  await conditional.stop();
  await server.stop();
});

const places: [title: string, jobs: number, place: () => SoakPlace][] = [
  [
    'the embedded queue',
    1000,
    () => {
      const folder = tempFolder();
      return {
        queues: { file: join(folder, 'queues.sqlite') },
        bucket: { address: `${folder}/bucket/` },
        ledger: { file: join(folder, 'ledger.sqlite') },
      };
    },
  ],
  [
    'SQS',
    1000,
    () => ({
      queues: { sqs: { endpointUrl: server.endpoint } },
      bucket: { address: `${tempFolder()}/` },
      ledger: { file: join(tempFolder(), 'ledger.sqlite') },
    }),
  ],
  [
    'SQS with pictures and ledger in S3',
    200,
    () => ({
      queues: { sqs: { endpointUrl: server.endpoint } },
      bucket: { address: 's3://soak/', endpointUrl: conditional.url },
      ledger: 'bucket',
    }),
  ],
];

describe('jobs of all kinds, a tenth of them twice, and two workers that are killed', () => {
  it.each(places)('are answered once each over %s', { timeout: 300_000 }, async (title, jobs, place) => {
    // Another one each time; the failure tells which, so that it can be had again.
    const seed = Date.now() % 1_000_000;
    const poison = jobs / 100;
    const name = title.replace(/\W/g, '');
    const report = await soak({ ...place(), jobs, poison, kills: 4, name, seed });
    expect({ seed, ...report }).toMatchObject({
      jobs: jobs + poison,
      pictures: jobs / 20,
      sent: jobs + jobs / 10 + poison,
      lost: 0,
      twice: 0,
      wrong: 0,
      left: 0,
      deadLetters: poison,
      differentDeadLetters: poison,
      kills: 4,
    });
  });
});
