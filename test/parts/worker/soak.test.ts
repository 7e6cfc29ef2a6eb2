import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SoakOptions, soak } from '../../../scripts/soak/soak.ts';
import { startS3, type TestS3 } from '../../support/s3.ts';
import { tempFolder } from '../../support/temp.ts';

let server: TestS3;
beforeAll(async () => {
  server = await startS3({ buckets: ['ledgers'] });
});
afterAll(() => server.stop());

const size = { jobs: 1000, poison: 10, kills: 4, name: 'soak' };

const places: [title: string, size: number, options: () => Pick<SoakOptions, 'queues' | 'ledger'>][] = [
  [
    'the embedded queue',
    1,
    () => {
      const folder = tempFolder();
      return {
        queues: { file: join(folder, 'queues.sqlite') },
        ledger: { file: join(folder, 'ledger.sqlite') },
      };
    },
  ],
  [
    'SQS',
    1,
    () => ({
      queues: { sqs: { endpointUrl: server.endpoint } },
      ledger: { file: join(tempFolder(), 'ledger.sqlite') },
    }),
  ],
];

describe('a thousand jobs, a tenth of them twice, and two workers that are killed', () => {
  it.each(places)('are answered once each over %s', { timeout: 300_000 }, async (_, __, options) => {
    // Another one each time; the failure tells which, so that it can be had again.
    const seed = Date.now() % 1_000_000;
    const report = await soak({ ...size, ...options(), seed });
    expect({ seed, ...report }).toMatchObject({
      jobs: 1010,
      sent: 1110,
      lost: 0,
      twice: 0,
      wrong: 0,
      left: 0,
      deadLetters: 10,
      differentDeadLetters: 10,
      kills: 4,
    });
  });
});
